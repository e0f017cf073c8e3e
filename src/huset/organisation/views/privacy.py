"""Pages about personal data: an extract of one person, and what is kept for how long."""

import json
from dataclasses import asdict

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from huset.kernel.http import Request
from huset.kernel.importing import Column, text
from huset.kernel.importing.response import download, table_response
from huset.kernel.links import link, trail
from huset.kernel.rights import may
from huset.organisation.actions.privacy import make_extract
from huset.organisation.forms.privacy import ExtractForm
from huset.organisation.permissions import SIGNED_IN, needs
from huset.organisation.queries import privacy
from huset.organisation.queries.privacy import StoredKind
from huset.organisation.retention import dry_run
from huset.organisation.rules import Right
from huset.organisation.views.people import is_self, known_person, require_self_or
from huset.organisation.views.places import BODIES, PEOPLE

LONGEST_SAID = 32_000
COLUMNS = (
    Column("Slag", text(200)),
    Column("Ändamål", text(500)),
    Column("Rättslig grund", text(200)),
    Column("Register", text(200)),
    Column("Nummer", text(40)),
    Column("Uppgift", text(LONGEST_SAID)),
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@may(SIGNED_IN)
def extract(request: Request, number: int) -> HttpResponse:
    """Ask for, and then give, everything that is stored about one person."""
    person = known_person(number)
    require_self_or(request, Right.PROTECT_DATA, person)
    form = ExtractForm(request.POST or None)
    kinds: list[StoredKind] | None = None
    if form.is_valid():
        make_extract(person=person, by=request.user, why=form.cleaned_data["why"])
        masked = person.protected and not is_self(request, person)
        kinds = privacy.extract(person, masked=masked)
        if form.cleaned_data["form"] != "page":
            return _file(kinds, form.cleaned_data["form"], number)
    return TemplateResponse(
        request,
        "organisation/extract.html",
        {
            "person": person.shown,
            "masked": person.protected and not is_self(request, person),
            "back": link(request.context, "organisation:person", number),
            "form": form,
            "kinds": kinds,
            "trail": trail(
                request.context,
                BODIES,
                PEOPLE,
                (person.shown, "organisation:person", (number,)),
                "Registerutdrag",
            ),
        },
    )


@require_safe
@may(needs(Right.PROTECT_DATA))
def overview(request: Request) -> TemplateResponse:
    """Show the rules of retention with a dry run, and the register of processing."""
    return TemplateResponse(
        request,
        "organisation/retention.html",
        {
            "runs": dry_run(request.context.today),
            "processing": privacy.processing(),
            "trail": trail(request.context, BODIES, "Personuppgifter"),
        },
    )


def _file(kinds: list[StoredKind], form: str, number: int) -> HttpResponse:
    name = f"registerutdrag-{number}"
    if form == "json":
        said = {"person": number, "uppgifter": [asdict(kind) for kind in kinds]}
        content = json.dumps(said, ensure_ascii=False, indent=2).encode()
        return download(content, "application/json; charset=utf-8", f"{name}.json")
    rows = [
        (k.purpose.word, k.purpose.purpose, k.purpose.basis, r.register, r.number, r.says)
        for k in kinds
        for r in k.rows
    ]
    return table_response(form, "Registerutdrag", COLUMNS, rows, name)
