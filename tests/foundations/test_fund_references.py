"""How other ledgers' references are read: shapes, and check digits that show every slip of one key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piperoll.foundations.fund_references import FundReference, PatternWrong

LUHN = FundReference.read("R10####### luhn")
MOD11 = FundReference.read("6######## mod11")
MOD97 = FundReference.read("HB-######## mod97")


def completed(pattern: FundReference, body: str, last: list[str]) -> str:
    """The body with the check digits that make it right."""
    (found,) = [body + one for one in last if pattern.checks(body + one)]
    return found


@given(st.integers(0, 999_999), st.data())
def test_a_slip_of_one_key_shows(number: int, data: st.DataObject) -> None:
    ones, twos = [*map(str, range(10))], [f"{n:02d}" for n in range(100)]
    for pattern, right in (
        (LUHN, completed(LUHN, f"R10{number:06d}", ones)),
        (MOD11, completed(MOD11, f"6{number:07d}", [*ones, "X"])),
        (MOD97, next(f"HB-{number:06d}{two}" for two in twos if MOD97.checks(f"HB-{number:06d}{two}"))),
    ):
        assert pattern.fits(right)
        at = data.draw(st.sampled_from([place for place, mark in enumerate(right) if mark.isdigit()]))
        slip = data.draw(st.sampled_from([digit for digit in ones if digit != right[at]]))
        assert not pattern.checks(right[:at] + slip + right[at + 1 :])


def test_known_references_of_the_standards() -> None:
    assert FundReference.read("########### luhn").checks("79927398713")  # the example everybody prints
    isbn = FundReference.read("########## mod11 10 9 8 7 6 5 4 3 2")
    assert isbn.checks("0306406152")
    assert isbn.fits("097522980X")
    assert isbn.checks("097522980X")


def test_only_whole_references_are_found() -> None:
    assert LUHN.found_in("RENT R101234565 MARCH") == ["R101234565"]
    assert LUHN.found_in("XR101234565 R1012345651") == []


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "a shape is letters"),
        ("R(10)#####", "a shape is letters"),
        ("R####", "at least 5 places"),
        ("R10####### sum", "must be one of none, luhn"),
        ("R10#######A mod97", "must end in ##"),
        ("R####### luhn 3 2", "weights are for mod11"),
        ("####### mod11 2 3", "one for each of the 6 digits"),
        ("####### mod11 a b", "weights must be numbers"),
    ],
)
def test_what_is_no_pattern_says_why(typed: str, why: str) -> None:
    with pytest.raises(PatternWrong, match=why):
        FundReference.read(typed)
