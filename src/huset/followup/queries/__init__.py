"""What people ask about follow-up: the rounds, the forecasts, and the report as a document."""

from huset.followup.queries.forecasts import ForecastRow, economy_with_forecasts
from huset.followup.queries.report import document_to_keep, report_document, reporting_body
from huset.followup.queries.rounds import (
    Point,
    ReportRow,
    RoundRow,
    SentBack,
    kept_document,
    points_to_open,
    round_of,
    round_to_act_on,
    rounds,
    sent_back,
)
from huset.followup.queries.words import (
    Expected,
    Said,
    forecasts,
    frozen,
    goal_comments,
    said,
)

__all__ = [
    "Expected",
    "ForecastRow",
    "Point",
    "ReportRow",
    "RoundRow",
    "Said",
    "SentBack",
    "document_to_keep",
    "economy_with_forecasts",
    "forecasts",
    "frozen",
    "goal_comments",
    "kept_document",
    "points_to_open",
    "report_document",
    "reporting_body",
    "round_of",
    "round_to_act_on",
    "rounds",
    "said",
    "sent_back",
]
