"""Whether a sort code and an account number can belong together: the modulus check and its fourteen exceptions.

Each bank says with which weights its account numbers were made; the tables that say so belong to Vocalink, change
several times a year and are imported by each council. Digits are named as the rules name them: `u v w x y z` for the
sort code, `a b c d e f g h` for the account.
Source: Vocalink, Validating account numbers (the rules behind valacdos.txt and scsubtab.txt).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

SORT_CODE_DIGITS, ACCOUNT_DIGITS = 6, 8
A, B, C, G, H = 6, 7, 8, 12, 13
_ALL_OF_U_TO_B = 8


class Result(StrEnum):
    """What a check came to. Only `INVALID` says that money cannot go there."""

    VALID = "valid"
    INVALID = "invalid"
    NOT_IN_TABLE = "not in table"
    NOT_CHECKED = "not checked"


class Method(StrEnum):
    """How the weighted digits are added up."""

    MOD10 = "MOD10"
    MOD11 = "MOD11"
    DBLAL = "DBLAL"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of a check and why, in a sentence."""

    result: Result
    why: str


@dataclass(frozen=True, slots=True)
class Check:
    """One row of the weight table: sort codes from `first` to `last`, fourteen weights, and an exception's number or
    nought."""

    first: str
    last: str
    method: Method
    weights: tuple[int, ...]
    exception: int = 0


class ModulusTables:
    """The weight table and the list of sort codes that are checked as others.

    `substitutes` is None when that list was not given: the few accounts that need it are then not checked.
    """

    def __init__(self, checks: Sequence[Check], substitutes: Mapping[str, str] | None) -> None:
        self.substitutes = substitutes
        self._checks = sorted(checks, key=lambda check: check.first)  # stable: a sort code's first check stays first
        self._firsts = [check.first for check in self._checks]
        self._widest = max((int(check.last) - int(check.first) for check in checks), default=0)

    def __len__(self) -> int:
        return len(self._checks)

    def checks_for(self, sort_code: str) -> list[Check]:
        """The checks of a sort code, in the table's order: none, one or two."""
        lowest = max(int(sort_code) - self._widest, 0)
        start = bisect_right(self._firsts, f"{lowest - 1:06d}") if lowest else 0
        end = bisect_right(self._firsts, sort_code)
        return [check for check in self._checks[start:end] if check.last >= sort_code]

    def check(self, sort_code: str, account: str) -> Verdict:
        """Check six digits and eight. Raises ValueError for anything else: see `bank_account.as_checked`."""
        if not (_is_digits(sort_code, SORT_CODE_DIGITS) and _is_digits(account, ACCOUNT_DIGITS)):
            raise ValueError("a check takes a sort code of six digits and an account of eight")
        checks = self.checks_for(sort_code)
        if not checks:
            return Verdict(
                Result.NOT_IN_TABLE,
                f"no check is published for sort code {sort_code[:2]}-{sort_code[2:4]}-{sort_code[4:]}, so any account "
                "number may be right",
            )
        digits = sort_code + account
        if any(check.exception == 6 for check in checks) and digits[A] in "45678" and digits[G] == digits[H]:
            return Verdict(Result.VALID, "it may be a foreign currency account, which cannot be checked")
        if any(check.exception == 5 for check in checks) and self.substitutes is None:
            return Verdict(Result.NOT_CHECKED, "this sort code may be checked as another, and that list is not loaded")
        return self._judged(checks, sort_code, account)

    def _judged(self, checks: list[Check], sort_code: str, account: str) -> Verdict:
        first, *rest = checks
        said = [self._passes(first, sort_code, account)]
        for check in rest:
            if check.exception == 3 and account[C - A] in "69":
                continue
            said.append(self._passes(check, sort_code, account))
        names = [_name(check) for check in checks[: len(said)]]
        one_will_do = bool(rest) and (first.exception, rest[0].exception) in {(2, 9), (10, 11), (12, 13)}
        if all(said):
            return Verdict(Result.VALID, f"it passes {' and '.join(names)}")
        if one_will_do and any(said):
            return Verdict(Result.VALID, f"it passes {names[said.index(True)]}, and one of its two checks will do")
        failed = [name for name, passed in zip(names, said, strict=True) if not passed]
        return Verdict(Result.INVALID, f"it fails {' and '.join(failed)}: look for a wrong or swapped digit")

    def _passes(self, check: Check, sort_code: str, account: str) -> bool:
        digits = self._sort_code_for(check, sort_code) + account
        if _adds_up(check, digits):
            return True
        if check.exception == 14 and digits[H] in "019":  # the last digit may be one too many: slide the others along
            return _adds_up(check, digits[:A] + "0" + digits[A:H])
        return False

    def _sort_code_for(self, check: Check, sort_code: str) -> str:
        """The sort code whose digits are weighed."""
        match check.exception:
            case 5:
                return (self.substitutes or {}).get(sort_code, sort_code)
            case 8:
                return "090126"
            case 9:
                return "309634"
        return sort_code


def _adds_up(check: Check, digits: str) -> bool:
    total = _total(check, digits)
    if check.method is not Method.MOD11:
        left = total % 10
        return int(digits[H]) == -left % 10 if check.exception == 5 and check.method is Method.DBLAL else left == 0
    left = total % 11
    if check.exception == 4:
        return left == int(digits[G:])
    if check.exception == 5:
        return left != 1 and int(digits[G]) == -left % 11
    return left == 0


def _total(check: Check, digits: str) -> int:
    products = [int(digit) * weight for digit, weight in zip(digits, _weights(check, digits), strict=True)]
    if check.method is not Method.DBLAL:
        return sum(products)
    return sum(_sum_of_digits(product) for product in products) + (27 if check.exception == 1 else 0)


def _weights(check: Check, digits: str) -> tuple[int, ...]:
    """The weights of a check for these digits: some exceptions turn on digits of the account itself."""
    from_c = check.weights[_ALL_OF_U_TO_B:]
    match check.exception:
        case 2 if digits[A] != "0":
            last = (8, 7, 10, 9, 3, 1)
            return (0,) * 8 + last if digits[G] == "9" else (0, 0, 1, 2, 5, 3, 6, 4, *last)
        case 7 if digits[G] == "9":
            return (0,) * _ALL_OF_U_TO_B + from_c
        case 10 if digits[A:C] in ("09", "99") and digits[G] == "9":
            return (0,) * _ALL_OF_U_TO_B + from_c
    return check.weights


def _sum_of_digits(product: int) -> int:
    whole = sum(map(int, str(abs(product))))
    return whole if product >= 0 else -whole


def _name(check: Check) -> str:
    return f"the {check.method} check" + (f" (exception {check.exception})" if check.exception else "")


def _is_digits(text: str, count: int) -> bool:
    return len(text) == count and text.isascii() and text.isdigit()
