"""The place of a goal or an assignment on the golden thread, from what is above to itself."""

from huset.direction import queries as direction
from huset.goals.queries import AssignmentRow, GoalRow, GoalView
from huset.kernel.context import Context
from huset.kernel.links import link
from huset.kernel.shell import ThreadStep


def thread_of(goal: GoalView, context: Context) -> list[ThreadStep]:
    """The steps from the vision through the strategic plan and the goals above, to the goal."""
    steps = [*_direction(goal, context)]
    steps += [_step(parent, context) for parent in goal.up.parents]
    loose = not goal.up.parents and not goal.up.area
    steps.append(_step(goal.row, context, current=True, broken=loose))
    return steps


def thread_of_assignment(assignment: AssignmentRow, context: Context) -> list[ThreadStep]:
    """The steps from the goals that an assignment contributes to, to itself."""
    steps = [
        ThreadStep("Mål", title, link(context, "goals:goal", number))
        for number, title in assignment.goals
    ]
    kind = f"Uppdrag · {assignment.bodies}"
    return [*steps, ThreadStep(kind, assignment.title, current=True, broken=not steps)]


def _direction(goal: GoalView, context: Context) -> list[ThreadStep]:
    url = link(context, "direction:direction")
    vision = direction.vision(context.per)
    steps = [ThreadStep("Vision", vision.title, url)] if vision else []
    if goal.up.area:
        number = f"Område {goal.up.area_number}"
        steps.append(ThreadStep("Strategisk plan", goal.up.plan, url))
        steps.append(ThreadStep(number, goal.up.area, url))
    return steps


def _step(
    goal: GoalRow, context: Context, *, current: bool = False, broken: bool = False
) -> ThreadStep:
    return ThreadStep(
        kind=f"{goal.level_name} · {goal.body}",
        title=goal.title,
        url="" if current else link(context, "goals:goal", goal.id),
        status=goal.status,
        current=current,
        broken=broken,
    )
