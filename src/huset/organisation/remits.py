"""Remits that wait for the council: what each body is to do."""

from huset.kernel.models import User
from huset.organisation.actions.decisions import decide_remit
from huset.organisation.deciding import COUNCIL, Waiting
from huset.organisation.models import Body, Decision, Remit
from huset.organisation.rules import RemitKind
from huset.organisation.words import REMIT_NAMES


class Remits:
    """Terms of reference, owner directives and agreements that are drafts."""

    code = "remits"
    name = "Reglementen, ägardirektiv och avtal"

    def waiting(self, body: Body) -> list[Waiting]:
        """Drafts wait for the council alone (KL ch. 5 § 1, ch. 6 § 2)."""
        if body.kind != COUNCIL:
            return []
        found = Remit.objects.filter(decision=None).select_related("body").order_by("id")
        return [
            Waiting(r.pk, r.title, f"{REMIT_NAMES[RemitKind(r.kind)]}, {r.body.name}")
            for r in found
        ]

    def decide(self, number: int, *, decision: Decision, by: User) -> None:
        """Make a remit valid."""
        remit = Remit.objects.select_for_update(of=("self",)).select_related("body").get(pk=number)
        decide_remit(remit=remit, decision=decision, by=by)


REMITS = Remits()
