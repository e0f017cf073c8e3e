"""What the municipality says of the parts of its house, as of a day, where it has its own words."""

import re
from dataclasses import dataclass
from datetime import date

from huset.house.models import PartText
from huset.kernel import validity
from huset.kernel.actions import sha256_of
from huset.model.rules import Part


@dataclass(frozen=True)
class Words:
    """What is said of a part on a day. ``since`` is the first day of the municipality's own text.

    Without it the governance model's text applies. ``last_id`` is the latest own text of all, in
    force or not: its history is the part's.
    """

    paragraphs: tuple[str, ...]
    since: date | None
    last_id: int | None


@dataclass(frozen=True)
class Former:
    """A text of the municipality's own that applied some days."""

    paragraphs: tuple[str, ...]
    since: date
    until: date | None


def words_of(part: Part, per: date) -> Words:
    """What is said of a part on a day. One question."""
    found = list(
        PartText.objects.filter(part=part.code, valid_from__lte=per).order_by("-valid_from")
    )
    last = found[0] if found else None
    if last is None or (last.valid_to is not None and last.valid_to < per):
        return Words(part.text, None, last.pk if last else None)
    return Words(paragraphs(last.text), last.valid_from, last.pk)


def former_of(code: str, per: date) -> tuple[Former, ...]:
    """The municipality's own texts on a part through a day, the latest first."""
    found = PartText.objects.filter(part=code, valid_from__lte=per).order_by("-valid_from")
    return tuple(Former(paragraphs(t.text), t.valid_from, t.valid_to) for t in found)


def text_to_change(part: Part, per: date) -> str:
    """The text that applies, as it is typed: a blank line between paragraphs."""
    return "\n\n".join(words_of(part, per).paragraphs)


def mark_of(code: str) -> str:
    """What tells a part's texts from what they were: who writes says which they had seen."""
    found = PartText.objects.filter(part=code).order_by("valid_from")
    return sha256_of(
        [[str(v) for v in row] for row in found.values_list("valid_from", "valid_to", "text")]
    )


def in_force(code: str, day: date) -> PartText | None:
    """The text that applies on a day, to be changed."""
    found = PartText.objects.select_for_update().filter(validity.on(day), part=code)
    return found.first()


def begun_by(code: str, day: date) -> list[PartText]:
    """The texts that begin on a day or later, to be changed."""
    return list(PartText.objects.select_for_update().filter(part=code, valid_from__gte=day))


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a typed text: what blank lines part."""
    return tuple(p.strip() for p in re.split(r"\n\s*\n", text) if p.strip())


def tidied(text: str) -> str:
    """A typed text with the same line breaks everywhere and nothing round it."""
    return "\n\n".join(paragraphs(text.replace("\r\n", "\n").replace("\r", "\n")))
