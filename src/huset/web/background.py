"""Background work that a stopped worker left half done."""

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult


def take_up_again() -> int:
    """Put tasks that were under way back in the queue; doing one twice changes nothing.

    Must be called while no worker runs. Gives how many there were.
    """
    left = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    return left.update(status=TaskResultStatus.READY, started_at=None)
