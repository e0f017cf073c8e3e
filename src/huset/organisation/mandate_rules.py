"""Which mandates may be held, where, and together.

Source: the Local Government Act (KL, 2017:725): ch. 4 §§ 4-5, ch. 5 § 17, ch. 6 §§ 17, 21-22,
ch. 7 § 3; and the governance model, "Roller och ansvar". A rule that says no gives the sentence
that is shown; one that has nothing to say gives an empty text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from huset.model.rules import BodyKind
from huset.model.terms import Power, Side
from huset.organisation.rules import ELECTED, LEADING, ON_BODIES, Role, side_of
from huset.organisation.words import ROLE_NAMES

SITTING = ELECTED - {Role.AUDITOR}  # members and substitutes, with or without the chair
LONGEST_ABSENCE = 366  # days that a deputy may stand in for someone


@dataclass(frozen=True)
class Span:
    """Days in a row; the last one is included, and ``None`` is until further notice."""

    first: date
    last: date | None = None

    def meets(self, other: "Span") -> bool:
        """Tell whether the two share a day."""
        return self.first <= (other.last or date.max) and other.first <= (self.last or date.max)

    def within(self, other: "Span") -> "Span | None":
        """The days that the two share."""
        if not self.meets(other):
            return None
        last = min(self.last or date.max, other.last or date.max)
        return Span(max(self.first, other.first), None if last == date.max else last)


@dataclass(frozen=True)
class Home:
    """A body in which a role counts, and when: a unit's role counts where the unit then belongs."""

    code: str
    name: str
    span: Span
    kind: BodyKind | None = None  # as the governance model says; None where it says nothing


@dataclass(frozen=True)
class Holding:
    """A mandate as the rules see it; ``place`` is the code of its body or unit."""

    role: Role
    place: str
    in_body: bool
    span: Span
    homes: tuple[Home, ...] = field(default=())
    stands_in: bool = False


def refusal(
    new: Holding,
    *,
    place: str,
    lives: Sequence[Span],
    held: Iterable[Holding],
    beside: Iterable[Holding],
    auditors_have_their_own: bool,
) -> str:
    """Why a mandate cannot be given, beside what its person holds and what its place has."""
    return (
        untimely(new.span, lives, place=place)
        or misplaced(new, auditors_have_their_own=auditors_have_their_own)
        or conflict(new, held)
        or second_leader(new, beside)
    )


def misplaced(new: Holding, *, auditors_have_their_own: bool) -> str:
    """Refuse a role in the wrong kind of place."""
    role, name = new.role, ROLE_NAMES[new.role].lower()
    if new.in_body != (role in ON_BODIES):
        where = "ett organ" if role in ON_BODIES else "en enhet"
        return f"Rollen {name} hör hemma i {where}. Välj {where}."
    for home in new.homes if role in ELECTED else ():
        if home.kind and home.kind.side is Side.OFFICIALS:
            return f"{home.name} är tjänstepersonernas. Förtroendevalda finns i politiska organ."
        examines = home.kind is not None and Power.EXAMINE in home.kind.powers
        if role is Role.AUDITOR and auditors_have_their_own and home.kind and not examines:
            return f"{home.name} granskar inte. En revisor hör till revisionen (KL 12 kap. 4-5 §§)."
    return ""


def untimely(span: Span, lives: Sequence[Span], *, place: str) -> str:
    """Refuse days before a place exists or after it has ended. No last day is never too late."""
    if span.last and span.last < span.first:
        return f"Uppdraget slutar {span.last} men börjar {span.first}. Byt plats på dagarna."
    for day in (span.first, span.last):
        if day and not any(life.meets(Span(day, day)) for life in lives):
            return f"{place} finns inte den {day}. Välj en dag då den finns."
    return ""


def conflict(new: Holding, held: Iterable[Holding]) -> str:
    """Refuse what one person cannot hold together with what they already hold."""
    for old in held:
        if not new.span.meets(old.span):
            continue
        if (new.role, new.place) == (old.role, old.place):
            return f"Personen är redan {ROLE_NAMES[old.role].lower()} där de dagarna."
        if said := _two_sides(new, old) or _auditor_who_decides(new, old):
            return said
    return ""


def second_leader(new: Holding, others: Iterable[Holding]) -> str:
    """Refuse a second chair of a body, or a second head of a unit; a deputy is none."""
    alike = next((kind for kind in (frozenset({Role.CHAIR}), LEADING) if new.role in kind), None)
    if alike is None or new.stands_in:
        return ""
    for old in others:
        same = old.place == new.place and old.in_body == new.in_body
        if same and old.role in alike and not old.stands_in and new.span.meets(old.span):
            return (
                f"Det finns redan en {ROLE_NAMES[old.role].lower()} där från {old.span.first}. "
                "Avsluta det uppdraget först, eller lämna över det till en vikarie."
            )
    return ""


def no_deputy(absent: Holding, away: Span, deputy: Iterable[Holding]) -> str:
    """Refuse a deputy whom the law does not let stand in for an elected member."""
    if absent.role is Role.AUDITOR:
        return "En revisor har ingen vikarie: var och en granskar självständigt (KL 12 kap. 7 §)."
    if absent.role not in ELECTED:
        return ""
    if any(
        old.role in SITTING
        and old.place == absent.place
        and old.span.within(away) == away
        and not old.stands_in
        for old in deputy
    ):
        return ""
    return (
        "Den som tjänstgör för en förtroendevald ska vara ledamot eller ersättare i samma organ "
        "alla de dagarna (KL 5 kap. 17 §, 6 kap. 17 och 21-22 §§)."
    )


def too_long(away: Span) -> str:
    """Refuse a hand-over without an end, or of more than a year."""
    if away.last is None or (away.last - away.first).days >= LONGEST_ABSENCE:
        return "Ett uppdrag lämnas över i högst ett år. Ange en sista dag inom ett år."
    return ""


def _two_sides(new: Holding, old: Holding) -> str:
    if side_of(new.role) is side_of(old.role):
        return ""
    for home in _shared(new, old):
        law = "KL 7 kap. 3 §" if Role.DIRECTOR in {new.role, old.role} else "styrmodellen"
        return (
            f"Ingen är både förtroendevald och tjänsteperson i samma organ, här {home.name}: den "
            f"ena avgör vad och när, den andra hur och av vem ({law}). Avsluta det ena uppdraget."
        )
    return ""


def _shared(new: Holding, old: Holding) -> list[Home]:
    """The bodies in which both count on some same day."""
    days = [
        (mine, mine.span.within(new.span), theirs.span.within(old.span))
        for mine in new.homes
        for theirs in old.homes
        if mine.code == theirs.code
    ]
    return [home for home, first, second in days if first and second and first.meets(second)]


def _auditor_who_decides(new: Holding, old: Holding) -> str:
    pairs = ((new, old), (old, new))
    for auditor, member in pairs:
        if auditor.role is Role.AUDITOR and member.role in SITTING and _is_examined(member):
            return (
                "En revisor är inte valbar som ledamot eller ersättare i fullmäktige, en nämnd "
                "eller ett bolag, och tvärtom (KL 4 kap. 4-5 §§). Avsluta det ena uppdraget."
            )
    return ""


def _is_examined(member: Holding) -> bool:
    """Tell whether a seat is in the council, a committee or a company (KL ch. 4 § 5).

    A municipal association decides nothing for the municipality, and has auditors of its own.
    """
    kinds = [home.kind for home in member.homes if home.kind]
    return any(
        kind.side is Side.COMPANY or any(power.startswith("decide") for power in kind.powers)
        for kind in kinds
    )
