"""Status as everyone sees it: a colour, a symbol and a word, never a colour alone."""

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a status means for the reader; each tone has its colours in the style sheet."""

    GOOD = "good"
    PARTLY = "partly"
    BAD = "bad"
    NEUTRAL = "neutral"


@dataclass(frozen=True)
class Status:
    """One step of a scale, ready to be shown."""

    word: str
    symbol: str
    tone: Tone

    def __str__(self) -> str:
        return f"{self.symbol} {self.word}"
