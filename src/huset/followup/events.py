"""The follow-up's words for the log."""

from huset.followup.rules import STATE_NAMES

EVENTS = {
    "followup.round.opened": "Öppnade uppföljningen",
    "followup.forecast.said": "Lämnade prognosen",
    "followup.goal.commented": "Kommenterade målet",
    "followup.report.written": "Skrev rapporten",
    "followup.report.marked_ready": "Klarmarkerade rapporten",
    "followup.report.decided": "Beslutade rapporten",
    "followup.report.sent_back": "Återremitterade rapporten",
}
KINDS = {
    "followup.round": "uppföljning",
    "followup.bodyreport": "rapport",
    "followup.forecast": "prognos",
    "followup.goalcomment": "kommentar till mål",
}
VALUES = {
    "followup.BodyReport.state": STATE_NAMES,
}
AMOUNTS = ("followup.Forecast.net_cost",)
PARTS = {
    "followup.BodyReport": "round",
    "followup.Forecast": "round",
    "followup.GoalComment": "goal",
}
