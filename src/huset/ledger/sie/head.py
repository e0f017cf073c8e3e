"""The records that come once or a few times: who, when, the chart of accounts, the dimensions."""

from datetime import date
from typing import Any, TypeVar

from huset.ledger.sie.fields import Record
from huset.ledger.sie.findings import AGAIN, Findings
from huset.ledger.sie.records import Account, Dimension, FiscalYear, ObjectCode, SieRefused
from huset.ledger.sie.shapes import BY_LABEL
from huset.ledger.sie.values import day

TEXTS = {
    "#FLAGGA": ("flag",),
    "#PROGRAM": ("program", "program_version"),
    "#FORMAT": ("format",),
    "#GEN": ("generated", "generated_by"),
    "#SIETYP": ("sie_type",),
    "#PROSA": ("prose",),
    "#FTYP": ("company_type",),
    "#FNR": ("company_id",),
    "#ORGNR": ("org_number",),
    "#BKOD": ("industry",),
    "#FNAMN": ("company",),
    "#TAXAR": ("tax_year",),
    "#OMFATTN": ("covers_until",),
    "#KPTYP": ("chart_type",),
    "#VALUTA": ("currency",),
}
K = TypeVar("K")
V = TypeVar("V")
ABOUT_ACCOUNTS = {"#KONTO": "name", "#KTYP": "kind", "#ENHET": "unit", "#SRU": "sru"}
DATES = ("generated", "covers_until")
LEAST = {
    "#RAR": 3,
    "#KONTO": 1,
    "#KTYP": 2,
    "#ENHET": 2,
    "#SRU": 2,
    "#DIM": 1,
    "#UNDERDIM": 1,
    "#OBJEKT": 2,
}
KNOWN = {*TEXTS, *LEAST, *BY_LABEL, "#ADRESS", "#KSUMMA"}
ADDRESS_PARTS = 4
NOT_A_YEAR = "Räkenskapsåret ”{text}” är inte två datum (ÅÅÅÅMMDD) i följd. " + AGAIN


class Head:
    """Collects the records of a file that are no rows, vouchers or balances."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.lines: list[int] = []
        self.labels: dict[str, int] = {}
        self.unknown: dict[int, str] = {}
        self.texts: dict[str, str] = {}
        self.address: tuple[str, ...] = ()
        self.years: dict[int, FiscalYear] = {}
        self.about: dict[str, dict[str, list[str]]] = {}
        self.dimensions: dict[int, Dimension] = {}
        self.objects: dict[tuple[int, str], ObjectCode] = {}
        self._tables = {
            "#ADRESS": self._address,
            "#RAR": self._year,
            **dict.fromkeys(ABOUT_ACCOUNTS, self._account),
            "#DIM": self._dimension,
            "#UNDERDIM": self._dimension,
            "#OBJEKT": self._object,
        }

    def see(self, record: Record) -> None:
        """Take in one record; an unknown label is ignored with a remark."""
        label = record.label
        if label not in KNOWN:
            text = f"Okänd etikett {label}; raderna hoppas över."
            self.findings.warn(record.line, "unknown_label", text)
            self.unknown[record.line] = label
            return
        self.lines.append(record.line)
        self.labels.setdefault(label, record.line)
        if len(record.fields) < LEAST.get(label, 0):
            raise SieRefused(record.line, "fields", f"{label} saknar fält. {AGAIN}")
        if label in TEXTS:
            self._text(record)
        elif label != "#KSUMMA":
            self._tables[label](record)

    def book(self) -> dict[str, Any]:
        """The fields of a ``Book`` that these records give."""
        texts: dict[str, Any] = {**self.texts, "flag": 1 if self.texts.get("flag") == "1" else 0}
        texts.pop("format", None)
        texts.update({name: self._date(name) for name in DATES})
        return texts | {
            "company": self.texts.get("company", ""),
            "address": self.address,
            "fiscal_years": tuple(sorted(self.years.values(), key=lambda year: -year.index)),
            "accounts": tuple(
                _account(number, about)
                for number, about in sorted(self.about.items())
                if "name" in about
            ),
            "dimensions": tuple(sorted(self.dimensions.values(), key=lambda dim: dim.number)),
            "objects": tuple(self.objects.values()),
        }

    def _text(self, record: Record) -> None:
        for name, text in zip(TEXTS[record.label], record.fields, strict=False):
            if self.texts.setdefault(name, text) != text:
                again = f"{record.label} finns flera gånger; den första gäller."
                self.findings.warn(record.line, "duplicate", again)

    def _date(self, name: str) -> date | None:
        text = self.texts.get(name, "")
        read = day(text)
        if text and not read:
            label = next(label for label, names in TEXTS.items() if name in names)
            odd = f"{label}: ”{text}” är inget datum (ÅÅÅÅMMDD); utelämnat."
            self.findings.warn(self.labels[label], "date", odd)
        return read

    def _address(self, record: Record) -> None:
        self.address = self.address or tuple([*record.fields, "", "", ""][:ADDRESS_PARTS])

    def _year(self, record: Record) -> None:
        index = self._number(record, 0)
        start, end = day(record.fields[1]), day(record.fields[2])
        if not start or not end or start >= end:
            text = NOT_A_YEAR.format(text=" ".join(record.fields[1:3]))
            raise SieRefused(record.line, "date", text)
        self._once(record, self.years, index, FiscalYear(index, start, end))

    def _account(self, record: Record) -> None:
        number, *rest = record.fields
        about = self.about.setdefault(number, {})
        known = about.setdefault(ABOUT_ACCOUNTS[record.label], [])
        known.append("".join(rest[:1]))
        if record.label != "#SRU" and known[-1] != known[0]:
            self._again(record, number)

    def _dimension(self, record: Record) -> None:
        number, name = self._number(record, 0), "".join(record.fields[1:2])
        has_parent = record.label == "#UNDERDIM" and record.fields[2:]
        parent = self._number(record, 2) if has_parent else None
        self._once(record, self.dimensions, number, Dimension(number, name, parent))

    def _object(self, record: Record) -> None:
        dimension, code = self._number(record, 0), record.fields[1]
        made = ObjectCode(dimension, code, "".join(record.fields[2:3]))
        self._once(record, self.objects, (dimension, code), made)

    def _number(self, record: Record, at: int) -> int:
        try:
            return int(record.fields[at])
        except ValueError:
            text = f"{record.label}: ”{record.fields[at]}” är inget nummer. {AGAIN}"
            raise SieRefused(record.line, "fields", text) from None

    def _once(self, record: Record, known: dict[K, V], key: K, value: V) -> None:
        if known.setdefault(key, value) != value:
            self._again(record, key)

    def _again(self, record: Record, key: object) -> None:
        which = " ".join(map(str, key)) if isinstance(key, tuple) else key
        text = f"{record.label} {which} finns flera gånger med olika innehåll; den första gäller."
        self.findings.warn(record.line, "duplicate", text)


def _account(number: str, about: dict[str, list[str]]) -> Account:
    texts = {name: known[0] for name, known in about.items()}
    return Account(
        number,
        name=texts["name"],
        kind=texts.get("kind", ""),
        unit=texts.get("unit", ""),
        sru=tuple(about.get("sru", ())),
    )
