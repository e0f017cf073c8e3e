"""What people do with values: report those of many indicators, periods, genders and units."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from huset.goals.models import Indicator, Measurement
from huset.goals.queries.known import Entered, fault_of, known_of, plain, unit_codes
from huset.goals.rules import YEAR
from huset.kernel.actions import Clash, Refused, action, record_all, snapshot
from huset.kernel.models import User

PLACE = ("indicator_id", "year", "month", "gender", "unit", "known_from")  # one value in each
SAID = ("value", "weight", "preliminary", "source", "source_year", "is_example")


@action
def report_values(*, values: Sequence[Entered], known_from: date, by: User) -> list[Measurement]:
    """Report values, all or none. Refused when one is not what the reporter has seen.

    A correction on a later day keeps the earlier value.
    """
    asked = {said.which.indicator_id for said in values}
    indicators = Indicator.objects.select_for_update().in_bulk(asked)
    units = unit_codes() if any(said.which.unit for said in values) else frozenset[str]()
    known = known_of(asked, known_from)
    for said in values:
        indicator = indicators[said.which.indicator_id]
        if fault := fault_of(indicator, said.which, said.now, known_from, units):
            raise Refused(str(fault))
        now = known.get(said.which)
        if now != said.before:
            raise Clash(
                f"Värdet på {indicator.code} för {said.which.told} har ändrats sedan du såg "
                f"det{f', till {plain(now.value)}' if now else ''}. Inget har sparats."
            )
    return _keep([_measurement(said, known_from) for said in values], by)


@action
def report_measurement(
    *,
    indicator: Indicator,
    year: int,
    value: Decimal,
    known_from: date,
    by: User,
    **more: Any,
) -> Measurement:
    """Report one value as its source has it, also of a year that is not over.

    ``more`` is its month, gender, unit and weight, whether it is preliminary, and its origin.
    """
    if known_from.year < year:
        raise Refused(f"Värdet för {year} kan inte vara känt redan {known_from}.")
    place = {"month": YEAR, "gender": "", "unit": ""}
    said = Measurement(
        indicator=indicator, year=year, value=value, known_from=known_from, **place | more
    )
    before = Measurement.objects.filter(**{name: getattr(said, name) for name in PLACE}).first()
    same = ("value", "weight", "preliminary")
    if before and all(getattr(before, name) == getattr(said, name) for name in same):
        return before
    return _keep([said], by)[0]


def _measurement(said: Entered, known_from: date) -> Measurement:
    return Measurement(
        indicator_id=said.which.indicator_id,
        year=said.which.period.year,
        month=said.which.period.month,
        gender=said.which.gender,
        unit=said.which.unit,
        known_from=known_from,
        value=said.now.value,
        weight=said.now.weight,
        preliminary=said.now.preliminary,
        source=said.now.source,
    )


def _keep(rows: list[Measurement], by: User) -> list[Measurement]:
    """Keep values, each with its line in the log; one known the same day is replaced."""
    same_day = Measurement.objects.filter(
        indicator__in={row.indicator_id for row in rows},
        known_from__in={row.known_from for row in rows},
    )
    before = {_place(row): snapshot(row) for row in same_day}
    Measurement.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=_columns(PLACE), update_fields=SAID
    )
    record_all(
        "goals.measurement.reported", by=by, on=[(row, before.get(_place(row))) for row in rows]
    )
    return rows


def _place(row: Measurement) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in PLACE)


def _columns(names: Sequence[str]) -> list[str]:
    return [name.removesuffix("_id") for name in names]
