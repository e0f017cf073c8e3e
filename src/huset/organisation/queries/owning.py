"""What people ask about owning and remits, as of a day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from huset.kernel import validity
from huset.kernel.shell import Source
from huset.organisation.models import Remit, Share
from huset.organisation.queries.decisions import DecisionRow, decision_row
from huset.organisation.rules import RemitKind
from huset.organisation.words import REMIT_NAMES


@dataclass(frozen=True)
class ShareRow:
    """Who owns or takes part in a body; ``holder_code`` is empty outside the group."""

    id: int
    body: str
    body_code: str
    holder: str
    holder_code: str
    percent: Decimal | None
    valid_from: date
    valid_to: date | None
    source: Source

    @property
    def part(self) -> str:
        """The share in words; taking part is not always counted."""
        if self.percent is None:
            return "deltar"
        return f"{self.percent.normalize():f} %".replace(".", ",")


@dataclass(frozen=True)
class RemitRow:
    """What a body has been given to do; without a decision it is a draft."""

    id: int
    body_code: str
    kind: RemitKind
    kind_name: str
    title: str
    url: str
    valid_from: date
    valid_to: date | None
    decision: DecisionRow | None
    source: Source


def shares(per: date) -> list[ShareRow]:
    """Every share that applies on a day, the largest of a body first."""
    held = Share.objects.filter(validity.on(per)).select_related("body", "holder")
    rows = [
        ShareRow(
            id=s.pk,
            body=s.body.name,
            body_code=s.body.code,
            holder=s.holder.name if s.holder else s.holder_name,
            holder_code=s.holder.code if s.holder else "",
            percent=s.percent,
            valid_from=s.valid_from,
            valid_to=s.valid_to,
            source=Source(s.source, s.source_year),
        )
        for s in held
    ]
    return sorted(rows, key=lambda s: (s.body, -(s.percent or 0), not s.holder_code, s.holder))


def remits(per: date) -> list[RemitRow]:
    """Every remit that applies on a day, drafts among them."""
    given = Remit.objects.filter(validity.on(per)).select_related("body", "decision__meeting__body")
    return [
        RemitRow(
            id=r.pk,
            body_code=r.body.code,
            kind=RemitKind(r.kind),
            kind_name=REMIT_NAMES[RemitKind(r.kind)],
            title=r.title,
            url=r.url,
            valid_from=r.valid_from,
            valid_to=r.valid_to,
            decision=decision_row(r.decision),
            source=Source(r.source, r.source_year),
        )
        for r in given.order_by("kind", "title", "id")
    ]


def share_to_act_on(number: int) -> Share | None:
    """A share's record, for an action."""
    return Share.objects.select_related("body", "holder").filter(pk=number).first()


def remit_to_act_on(number: int) -> Remit | None:
    """A remit's record, for an action."""
    return Remit.objects.select_related("body").filter(pk=number).first()
