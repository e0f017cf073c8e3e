"""What can steer from outside. Source: the governance model, "Extern styrning"."""

from enum import StrEnum


class ExternalKind(StrEnum):
    """What kind of external steering it is."""

    LAW = "law"
    ORDINANCE = "ordinance"
    REGULATION = "regulation"
    CONVENTION = "convention"
    AGREEMENT = "agreement"


EXTERNAL_NAMES = {
    ExternalKind.LAW: "Lag",
    ExternalKind.ORDINANCE: "Förordning",
    ExternalKind.REGULATION: "Föreskrift",
    ExternalKind.CONVENTION: "Konvention",
    ExternalKind.AGREEMENT: "Överenskommelse",
}


class TrainedGroup(StrEnum):
    """Whose training is counted apart."""

    MANAGERS = "managers"
    STAFF = "staff"
    ELECTED = "elected"


GROUP_NAMES = {
    TrainedGroup.MANAGERS: "Chefer",
    TrainedGroup.STAFF: "Medarbetare",
    TrainedGroup.ELECTED: "Förtroendevalda",
}


class Part(StrEnum):
    """What the council decides of the direction: each has versions of its own."""

    VISION = "vision"
    VALUES = "values"
    PLAN = "plan"


PART_NAMES = {
    Part.VISION: "Vision",
    Part.VALUES: "Värdegrund",
    Part.PLAN: "Strategisk plan",
}
