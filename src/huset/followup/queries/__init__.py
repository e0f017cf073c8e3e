"""What people ask about follow-up: the rounds, the forecasts, and the report as a document."""

from huset.followup.queries.forecasts import ForecastRow, economy_with_forecasts
from huset.followup.queries.report import document_to_keep, report_document, reporting_body
from huset.followup.queries.rounds import (
    Expected,
    ReportRow,
    RoundRow,
    Said,
    forecasts,
    goal_comments,
    kept_document,
    round_of,
    round_to_act_on,
    rounds,
    said,
)

__all__ = [
    "Expected",
    "ForecastRow",
    "ReportRow",
    "RoundRow",
    "Said",
    "document_to_keep",
    "economy_with_forecasts",
    "forecasts",
    "goal_comments",
    "kept_document",
    "report_document",
    "reporting_body",
    "round_of",
    "round_to_act_on",
    "rounds",
    "said",
]
