"""The gist of a file, ready for JSON: counts, and amounts as exact text in kronor."""

from typing import Any

from huset.ledger.sie.records import SieFile


def summary(file: SieFile) -> dict[str, Any]:
    """What a reader wants to know of a file first; the keys are stable."""
    return {
        "company": file.company,
        "org_number": file.org_number,
        "type": file.sie_type,
        "fiscal_years": [
            {"index": year.index, "start": year.start.isoformat(), "end": year.end.isoformat()}
            for year in file.fiscal_years
        ],
        "accounts": len(file.accounts),
        "objects": len(file.objects),
        "vouchers": len(file.vouchers),
        "transactions": len(file.rows),
        "sum_debit": kronor(file.sum_debit),
        "sum_credit": kronor(file.sum_credit),
        "unbalanced": [
            {
                "series": voucher.series,
                "number": voucher.number,
                "line": voucher.line,
                "difference": kronor(voucher.difference),
            }
            for voucher in file.unbalanced
        ],
        "checksum": file.checksum,
        "encoding": file.encoding,
        "warnings": [
            {"line": found.line, "code": found.code, "text": found.text} for found in file.warnings
        ],
    }


def kronor(ore: int) -> str:
    """Öre as kronor with two decimals: ``-123450`` is "-1234.50"."""
    return f"{'-' if ore < 0 else ''}{abs(ore) // 100}.{abs(ore) % 100:02}"
