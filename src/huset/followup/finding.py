"""What can be found of the follow-up: what the bodies report, decided ones by everyone."""

from collections.abc import Collection, Iterable

from huset.followup.models import BodyReport, Round
from huset.kernel.periods import Month
from huset.model.queries import model_in_force
from huset.organisation.findable import Findable, Passage
from huset.organisation.rules import Right


class ReportFinder:
    """The bodies' reports: a draft for those who see the body from within."""

    label = "followup.BodyReport"
    also: tuple[str, ...] = ()

    def find(self, numbers: Collection[int] | None = None) -> Iterable[Findable]:
        """The reports with their own words, section by section, the last first."""
        found = BodyReport.objects.select_related("round", "body", "decision__meeting")
        found = found.order_by("-round__cutoff", "pk")
        for report in found if numbers is None else found.filter(pk__in=numbers):
            decision = report.decision
            yield Findable(
                number=report.pk,
                kind="Rapporter",
                title=f"{_name(report.round)}: {report.body.name}",
                page=report.page(),
                passages=(
                    Passage(report.summary, "sammanfattningen"),
                    Passage(report.economy, "ekonomin"),
                    Passage(report.action_needed, "åtgärderna"),
                ),
                body_code=report.body.code,
                valid_from=decision.meeting.day if decision else report.round.cutoff,
                right=None if decision else Right.READ_INTERNAL,
                place="" if decision else report.body.code,
            )

    def touched(self, label: str, numbers: Collection[int]) -> Collection[int] | None:
        """Nothing else is told of."""
        return ()


def _name(round_: Round) -> str:
    names: dict[str, str] = {
        point.code: point.name for point in model_in_force(round_.cutoff).rhythm
    }
    month = Month.of(round_.cutoff).name
    return f"{names.get(round_.point, round_.point)} {month} {round_.cutoff.year}"


REPORTS = ReportFinder()
