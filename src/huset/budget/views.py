"""The economy page: outcome against frame, from the whole down to the unit."""

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from huset.budget import queries
from huset.budget.charts import deviation_chart
from huset.budget.rules import MONTHS_OF_A_YEAR
from huset.kernel.charts.response import chart_response
from huset.kernel.http import Request, part_of
from huset.kernel.links import link, trail
from huset.kernel.periods import MONTHS
from huset.kernel.rights import ANYONE, may
from huset.kernel.shell import NavItem
from huset.organisation.permissions import actor
from huset.organisation.rules import Right

ECONOMY = ("Ekonomi", "budget:economy", ())


@require_safe
@may(ANYONE)
def economy(request: Request) -> TemplateResponse:
    """Show budget, outcome and deviation of what the reader has chosen, through a month."""
    context = request.context
    found = _economy(request)
    return TemplateResponse(
        request,
        f"budget/economy.html{part_of(request)}",
        {
            "economy": found,
            "months": [
                NavItem(
                    name[:3],
                    link(context, "budget:economy", manad=number),
                    current=number == found.month.number,
                )
                for number, name in enumerate(MONTHS[: found.latest.number], start=1)
            ],
            "chart_url": link(context, "budget:chart", "svg", manad=request.GET.get("manad")),
            "spec_url": link(context, "budget:chart", "json", manad=request.GET.get("manad")),
            "reads_vouchers": actor(request).has(Right.READ_VOUCHERS),
            "trail": trail(context, *([ECONOMY, found.title] if context.scope else ["Ekonomi"])),
        },
    )


@require_safe
@may(ANYONE)
def chart(request: Request, form: str) -> HttpResponse:
    """Give the chart of deviations, as a picture or as the specification that a browser draws."""
    return chart_response(deviation_chart(_economy(request), request.context.denomination), form)


def _economy(request: Request) -> queries.Economy:
    context = request.context
    found = queries.economy(
        context.per, context.year, scope=context.scope, month=_month(request.GET.get("manad", ""))
    )
    if context.scope and not found.rows and found.total.budget is None:
        raise Http404("Det valda organet eller den valda enheten har ingen budget det året.")
    return found


def _month(text: str) -> int | None:
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:3]) <= MONTHS_OF_A_YEAR:
        raise BadRequest(f"”{text}” är ingen månad. Skriv 1 till 12.")
    return int(text)
