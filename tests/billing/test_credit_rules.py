"""What of an invoice may be credited: in any parts, in any order, it comes to the invoice and never more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piperoll.billing.credit_rules import Line, MoreThanIsLeft, issue_by, work_out
from piperoll.foundations.money import to_whole_pence

RATES = [Decimal("0.20"), Decimal("0.05"), Decimal(0)]


def line(number: int, net: int, rate: Decimal = RATES[0]) -> Line:
    return Line(number, Decimal(net) / 100, net, rate, net, to_whole_pence(net * rate))


LINES = st.lists(st.tuples(st.integers(1, 10_000), st.sampled_from(RATES)), min_size=1, max_size=5)


@given(LINES, st.lists(st.integers(1, 5_000), max_size=8))
def test_sums_come_off_until_nothing_is_left_and_the_last_penny_of_vat_goes_too(
    told: list[tuple[int, Decimal]], sums: list[int]
) -> None:
    lines = [line(number, net, rate) for number, (net, rate) in enumerate(told, 1)]
    for wanted in sums:
        left = sum(one.left_pence for one in lines)
        if wanted > left:
            with pytest.raises(MoreThanIsLeft):
                work_out("X", lines, amount_pence=wanted)
            continue
        lines = after(lines, wanted)
        assert sum(one.left_pence for one in lines) == left - wanted
        assert all(one.left_net_pence >= 0 <= one.left_vat_pence for one in lines)
    if any(one.left_pence for one in lines):
        rest = work_out("X", lines)
        assert sum(one.gross_pence for one in rest) == sum(one.left_pence for one in lines)


def after(lines: list[Line], wanted: int) -> list[Line]:
    off = {one.line: one for one in work_out("X", lines, amount_pence=wanted)}
    return [
        replace(
            one,
            left_net_pence=one.left_net_pence - off[one.number].net_pence,
            left_vat_pence=one.left_vat_pence - off[one.number].vat_pence,
        )
        if one.number in off
        else one
        for one in lines
    ]


def test_a_credit_note_is_on_time_within_fourteen_days_the_first_counted() -> None:
    assert issue_by(date(2026, 11, 23)) == date(2026, 12, 6)
