"""The API: the slices' operations under one description. Every operation names its policy."""

from ninja import NinjaAPI

from huset.budget.api import router as economy
from huset.documents.api import router as documents
from huset.goals.api import router as goals
from huset.organisation.api import router as organisation
from huset.search.api import router as search

api = NinjaAPI(title="Huset", version="1", docs_url=None)
api.add_router("/goals/", goals)
api.add_router("/economy/", economy)
api.add_router("/organisation/", organisation)
api.add_router("/documents/", documents)
api.add_router("/search/", search)
