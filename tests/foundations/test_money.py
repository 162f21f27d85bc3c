"""Pounds as people write them, pence as we keep them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piperoll.foundations.money import pence_from_pounds, plain_pounds, pounds, to_whole_pence


@pytest.mark.parametrize(
    ("written", "pence"),
    [
        ("12.5", 1250),
        ("£1,234.56", 123456),
        ("-3", -300),
        (".50", 50),
        ("0", 0),
        ("+7.07", 707),
        ("1,000,000", 100000000),
    ],
)
def test_sums_people_write(written: str, pence: int) -> None:
    assert pence_from_pounds(written) == pence


@pytest.mark.parametrize("written", ["", "£", ".", "1.234", "12,34", "1e3", "١٢", "five", "--1", "1,00"])
def test_what_is_not_a_sum_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="is not a sum"):
        pence_from_pounds(written)


@given(st.integers(-(10**13), 10**13))
def test_pence_go_out_and_come_back(pence: int) -> None:
    assert pence_from_pounds(plain_pounds(pence)) == pence
    assert pence_from_pounds(pounds(pence).replace("−", "-")) == pence


def test_half_a_penny_goes_away_from_nought() -> None:
    assert [to_whole_pence(Decimal(half)) for half in ("0.5", "1.5", "2.5", "-0.5", "6.6")] == [1, 2, 3, -1, 7]
