"""What the ledger's tests are made of: a model, units, readers, and files written as text."""

from pathlib import Path

from huset.kernel.models import User
from huset.ledger.actions import Imported, import_file, register_company
from huset.ledger.models import Company
from huset.ledger.preview import Examined, examine
from huset.organisation.actions import open_unit
from huset.organisation.models import Body, Unit
from huset.organisation.rules import UnitKind
from huset.organisation.tests.make import SINCE, model, user
from huset.organisation.tests.make import body as found

MAIN = "212000-0787"
HEAD = """#FLAGGA 0
#PROGRAM "Prov" 1.0
#FORMAT PC8
#GEN {generated}
#SIETYP {sie_type}
#FNAMN "{company}"
#ORGNR {org_number}
#RAR 0 {year}0101 {year}1231
#DIM 1 "Ansvar"
#DIM 6 "Projekt"
#OBJEKT 1 100 "Vimarskolan"
#OBJEKT 1 200 "Äldreboendet"
#OBJEKT 6 P1 "Läslust"
#KONTO 1930 "Bank"
#KONTO 3010 "Avgifter"
#KONTO 4010 "Material"
#KONTO 5010 "Löner"
"""


def municipality() -> Company:
    """The model, a committee with two units, and the municipality as a company."""
    model()
    body = found("BUN", "Barnnämnden")
    unit("100", "Vimarskolan", body)
    unit("200", "Äldreboendet", body)
    return register_company(org_number=MAIN, name="Provkommun", body=None, is_main=True, by=user())


def unit(code: str, name: str, body: Body) -> Unit:
    return open_unit(code=code, name=name, kind=UnitKind.UNIT, body=body, since=SINCE, by=user())


def sie(lines: str | None, folder: Path, *, name: str = "prov.se", **head: object) -> Path:
    """Write a file: the head that every test shares, and a test's own lines."""
    values = {
        "generated": 20261001,
        "sie_type": 4,
        "company": "Provkommun",
        "org_number": MAIN,
        "year": 2026,
    } | head
    own = "\n".join(line.strip() for line in (lines or "").splitlines() if line.strip())
    path = folder / name
    path.write_bytes((HEAD.format(**values) + own + "\n").encode("cp437"))
    return path


def imported(path: Path, *, by: User | None = None, new_company: bool = False) -> Imported:
    return import_file(path=path, name=path.name, by=by or user(), new_company=new_company)


def examined(path: Path) -> Examined:
    return examine(path, name=path.name)
