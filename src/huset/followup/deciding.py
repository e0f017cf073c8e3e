"""Reports that are ready wait for the body that they are of; the council's is the whole's."""

from django.utils import timezone

from huset.followup.actions import decide_report
from huset.followup.models import BodyReport
from huset.followup.queries import rounds
from huset.kernel.models import User
from huset.organisation.deciding import Waiting
from huset.organisation.models import Body, Decision
from huset.organisation.turn import Stage


class Reports:
    """Reports that officials have marked as ready."""

    code = "reports"
    name = "Uppföljningens rapporter"

    def waiting(self, body: Body) -> list[Waiting]:
        """The body's own reports."""
        found = BodyReport.objects.filter(body=body, state=Stage.READY).order_by("round__cutoff")
        names = {r.id: r.name for r in rounds(timezone.localdate())} if found else {}
        return [Waiting(r.pk, names.get(r.round_id, str(r)), "klar för beslut") for r in found]

    def decide(self, number: int, *, decision: Decision, by: User) -> None:
        """Decide a report and freeze it."""
        found = BodyReport.objects.select_for_update(of=("self",)).select_related("body", "round")
        decide_report(report=found.get(pk=number), decision=decision, by=by)


REPORTS = Reports()
