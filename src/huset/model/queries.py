"""What the other slices ask of the governance model."""

from datetime import date
from functools import lru_cache

from huset.kernel.memory import remembers
from huset.kernel.setup import NotReadyError
from huset.model.file import load
from huset.model.models import ModelFile
from huset.model.rules import GovernanceModel


class NoModelError(NotReadyError):
    """No governance model is loaded yet; the message says what to do."""


@remembers
def model_in_force(per: date) -> GovernanceModel:
    """The governance model that applies on a day; before the first one, the first one."""
    fingerprints = ModelFile.objects.order_by("valid_from", "id").values_list(
        "fingerprint", flat=True
    )
    found = fingerprints.filter(valid_from__lte=per).last() or fingerprints.first()
    if found is None:
        raise NoModelError("Ingen styrmodell är inläst. Kör ”huset example load”.")
    return _read(found)


@lru_cache(maxsize=8)
def _read(fingerprint: str) -> GovernanceModel:
    text = ModelFile.objects.values_list("text", flat=True).get(fingerprint=fingerprint)
    return load(text, name=fingerprint)
