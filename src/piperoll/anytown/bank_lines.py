"""A payment as each bank shows it: which words go where, and the bank's own type codes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from piperoll.anytown.payments import Payment
from piperoll.formats.statements import Line

_MT940 = {
    "FPI": "NTRF",
    "BGC": "NTRF",
    "STO": "NSTO",
    "CHQ": "NCHK",
    "INT": "NINT",
    "CHG": "NCHG",
    "CUI": "NRTI",
    "TFR": "NTRF",
}
_BAI2 = {"BGC": "142", "CHQ": "174", "INT": "354", "CHG": "698", "CUI": "555", "TFR": "575"}
_BANKLINE = {"FPI": "99", "BGC": "99", "STO": "99", "CHQ": "93", "INT": "Z4"}
_BARCLAYS = {
    "FPI": "Faster Payment", "BGC": "Directdep", "STO": "Standing Order", "CHQ": "Counter Credit", "INT": "Interest",
    "CHG": "Bank Charges", "CUI": "Unpaid Cheque", "TFR": "Funds Transfer",
}  # fmt: skip
_NATWEST = {"FPI": "EBP", "BGC": "BAC", "STO": "S/O"}


def _fields(paid: Payment, number: int) -> Line:
    """camt.053: everything in a field of its own, payer's account too."""
    words = (paid.written,) if paid.written else ()
    line = _bare(paid, number, paid.method, words)
    return replace(
        line, payer_name=paid.payer_name, payer_sort_code=paid.sort_code, payer_account_number=paid.account_number
    )


def _camt_08(paid: Payment, number: int) -> Line:
    return replace(_fields(paid, number), customer_reference=paid.written[:35], references=(paid.written,))


def _mt940(paid: Payment, number: int) -> Line:
    tagged = [
        ("EREF", paid.written),
        ("ORDP", paid.payer_name),
        ("ACCT", f"{paid.sort_code} {paid.account_number}".strip()),
    ]
    words = "".join(f"/{tag}/{text}" for tag, text in tagged if text)
    return _bare(paid, number, _MT940[paid.method], (words,))


def _bai2(paid: Payment, number: int) -> Line:
    words = (_joined(" ", paid.payer_name, paid.written),)
    reference = paid.written.replace(",", " ").replace("/", " ")
    return replace(_bare(paid, number, _BAI2.get(paid.method, paid.method), words), customer_reference=reference)


def _bankline(paid: Payment, number: int) -> Line:
    line = _fields(paid, number)
    return replace(
        line, type_code=_BANKLINE.get(paid.method, "03"), customer_reference=paid.written if paid.payer_name else ""
    )


def _barclays(paid: Payment, number: int) -> Line:
    parts = tuple(part for part in (paid.payer_name, paid.written, paid.method) if part)
    return _bare(paid, number, _BARCLAYS[paid.method], parts)


def _lloyds(paid: Payment, number: int) -> Line:
    traced = f"{paid.on:%y%m%d}{number:012d} {paid.sort_code} 10 {paid.on:%d%b%y} 09:{number % 60:02d}".upper()
    words = _joined(" ", paid.payer_name, paid.written, traced if paid.method == "FPI" else "")
    return _bare(paid, number, paid.method, (words,))


def _natwest(paid: Payment, number: int) -> Line:
    traced = (f"FP {paid.on:%d/%m/%y} 10{number % 60:02d}", f"{number:014d}") if paid.method == "FPI" else ()
    return _bare(
        paid, number, _NATWEST.get(paid.method, paid.method), (_joined(" , ", paid.payer_name, paid.written, *traced),)
    )


def _hsbc(paid: Payment, number: int) -> Line:
    return _bare(paid, number, paid.method, (_joined(" ", paid.payer_name, paid.written),))


def _bare(paid: Payment, number: int, type_code: str, narrative: tuple[str, ...]) -> Line:
    return Line(number, paid.on, paid.on, paid.pence, type_code=type_code, narrative=narrative)


def _joined(joint: str, *parts: str) -> str:
    return joint.join(part for part in parts if part)


SHOWN: dict[str, Callable[[Payment, int], Line]] = {
    "camt.053.001.08": _camt_08, "camt.053.001.02": _fields, "mt940": _mt940, "bai2": _bai2, "bankline": _bankline,
    "csv:barclays-online": _barclays, "csv:lloyds-online": _lloyds, "csv:natwest-online": _natwest,
    "csv:hsbcnet": _hsbc,
}  # fmt: skip
"""For each format, how it shows a payment that is line `number` of its statement."""
