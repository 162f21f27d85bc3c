"""A sort code and an account number as people write them, made into the six and eight digits that Bacs knows.

Six and seven digits are filled with noughts. Nine are Santander's: the first belongs to the sort code. Ten are written
by two families of banks that shorten them differently, so whoever has them must say which. Source: Vocalink,
Validating account numbers, non-standard account numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from piperoll.foundations.modulus import ACCOUNT_DIGITS, SORT_CODE_DIGITS, ModulusTables, Result, Verdict

TEN_DIGITS = {
    "natwest": "the last eight of ten digits (NatWest, Royal Bank of Scotland, Ulster Bank)",
    "co-op": "the first eight of ten digits (Co-operative Bank, Leeds Building Society)",
}
_MARKS = re.compile(r"[\s\-\u2010-\u2015./]")


@dataclass(frozen=True, slots=True)
class BankAccount:
    """Six digits and eight, and what was done to make them so ("" when nothing was)."""

    sort_code: str
    number: str
    because: str = ""


def read(sort_code: str, account: str, *, ten_digits: str = "") -> BankAccount | Verdict:
    """What was written as a bank account, or why it cannot be one (or cannot be told without asking)."""
    sort, number = (_MARKS.sub("", text) for text in (sort_code, account))
    if not (sort.isascii() and sort.isdigit() and len(sort) == SORT_CODE_DIGITS):
        return Verdict(Result.INVALID, f"{sort_code!r} is not a sort code, which is six digits")
    if not (number.isascii() and number.isdigit()):
        return Verdict(Result.INVALID, f"{account!r} is not an account number, which is digits only")
    match len(number):
        case 8:
            return BankAccount(sort, number)
        case 6 | 7:
            return BankAccount(sort, number.zfill(ACCOUNT_DIGITS), "noughts written before it to make eight digits")
        case 9:
            return BankAccount(sort[:5] + number[0], number[1:], "its first digit belongs to the sort code (Santander)")
        case 10 if ten_digits == "natwest":
            return BankAccount(sort, number[2:], TEN_DIGITS["natwest"])
        case 10 if ten_digits == "co-op":
            return BankAccount(sort, number[:8], TEN_DIGITS["co-op"])
        case 10:
            return Verdict(
                Result.NOT_CHECKED, "ten digits are shortened differently by different banks: say which bank"
            )
    return Verdict(Result.INVALID, f"{account!r} has {len(number)} digits; an account number has six to ten")


def checked(sort_code: str, account: str, tables: ModulusTables | None, *, ten_digits: str = "") -> Verdict:
    """Whether a sort code and an account number, as written, can belong together. Without tables it is not checked."""
    found = read(sort_code, account, ten_digits=ten_digits)
    if isinstance(found, Verdict):
        return found
    if tables is None:
        return Verdict(Result.NOT_CHECKED, "no modulus tables are loaded")
    said = tables.check(found.sort_code, found.number)
    taken = f"taken as {found.sort_code} {found.number} ({found.because}), " if found.because else ""
    return Verdict(said.result, taken + said.why)
