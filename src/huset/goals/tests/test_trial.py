"""A trial with real values: Kolada's 92,738, of 35 key figures and 290 municipalities, by file.

Source: Kolada, "Kommunala nyckeltal" 1995-2012, beside the checkout. A key figure is an indicator,
and a municipality a cost centre by its code. The sums are reckoned apart from what is tested.
"""

import json
import re
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from huset.goals.models import Indicator, Measurement
from huset.goals.tests import make
from huset.kernel.chain import walk_log
from huset.kernel.models import Event
from huset.organisation.models import Unit
from huset.organisation.rules import Role, UnitKind
from huset.organisation.tests.make import SINCE, body, model, signed_in

KOLADA = Path(__file__).parents[4].parent / "shared" / "data" / "kolada"
PLACES = 4  # decimals that are kept
REPORTED = "goals.measurement.reported"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not KOLADA.is_dir(), reason="Kolada's files are not beside the checkout"),
]


def real() -> pl.DataFrame:
    """The values, rounded as they are kept, with each municipality's code."""
    listed = json.loads((KOLADA / "municipality_v3_rkolada.json").read_text())["values"]
    codes = {one["title"]: one["id"] for one in listed if one["type"] == "K"}
    values = pl.read_csv(
        KOLADA / "kld_nyckeltal_1995-2012.csv", schema_overrides={"Värde": pl.String}
    )
    return values.with_columns(
        pl.col("Kommun").replace_strict(codes).alias("Ansvar"),
        pl.col("Värde").cast(pl.Decimal(20, 12)).round(PLACES).alias("Utfall"),
    )


def as_file(values: pl.DataFrame) -> bytes:
    """The values as someone would send them, by the columns that they need."""
    rows = values.select(
        pl.col("Variabelkod").alias("Indikator"),
        "År",
        "Ansvar",
        pl.col("Utfall").cast(pl.String).str.replace(".", ",", literal=True),
        pl.lit("Kolada").alias("Källa"),
    )
    return rows.write_csv(separator=";").encode()


def organised(values: pl.DataFrame) -> None:
    """A goal with an indicator for each key figure, and a cost centre for each municipality."""
    owner = body("PROV", "Provet")
    goal = make.goal("PROV", of=owner)
    for code in values["Variabelkod"].unique().sort():
        make.indicator(code, of=goal, unit="", targets={})
    Unit.objects.bulk_create(
        Unit(code=code, name=name, kind=UnitKind.UNIT, body=owner, valid_from=SINCE)
        for name, code in values.select("Kommun", "Ansvar").unique().sort("Ansvar").iter_rows()
    )


def sent(client, content: bytes) -> str:
    data = {"file": SimpleUploadedFile("kolada.csv", content), "known_from": timezone.localdate()}
    return client.post(reverse("goals:values"), data).url


def counted(page: str) -> tuple[int, ...]:
    """New, changed and unchanged, as the preview says."""
    plain = page.replace("\N{NO-BREAK SPACE}", "").replace("&nbsp;", "")
    found = re.search(r"Nya: (\d+)\. Ändrade: (\d+)\. Oförändrade: (\d+)\.", plain)
    return tuple(int(one) for one in found.groups())


def test_every_value_comes_in_by_file_once_and_is_what_it_was():
    model()
    values = real()
    organised(values)
    content, client = as_file(values), signed_in(Role.CONTROLLER)
    url = sent(client, content)
    page = client.get(url).content.decode()
    assert counted(page) == (92_738, 0, 0)
    mark = re.search(r'name="mark" value="(\w+)"', page)[1]
    assert client.post(url, {"mark": mark}).status_code == 302

    kept = defaultdict[str, list[Decimal]](list)
    for code, value in Measurement.objects.values_list("indicator__code", "value"):
        kept[code].append(value)
    by_code = values.group_by("Variabelkod").agg(pl.len(), pl.col("Utfall").sum())
    assert {code: (len(found), sum(found)) for code, found in kept.items()} == {
        code: (count, total) for code, count, total in by_code.iter_rows()
    }
    assert Measurement.objects.count() == values.height == 92_738
    assert Indicator.objects.count() == 35
    assert Measurement.objects.values("unit").distinct().count() == 290
    assert Event.objects.filter(what=REPORTED).count() == 92_738
    assert walk_log().fault is None
    assert Measurement.objects.get(
        indicator__code="N20014", unit="1440", year=1998
    ).value == Decimal("4842.7953")

    again = client.get(sent(client, content)).content.decode()
    assert counted(again) == (0, 0, 92_738)
    assert "Det finns inget att spara" in again
