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
