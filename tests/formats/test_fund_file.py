"""The file another ledger gets: our columns, its totals, and nothing a spreadsheet would run."""

from __future__ import annotations

from datetime import date

import pytest

from piperoll.formats.fund_file import Layout, LayoutWrong, Line, layout_of, write

ON = date(2026, 11, 23)
LINES = [Line("R101234565", 12_34, ON, "Cheques", "MAIN-1-2"), Line("=1+1", -5_00, ON, "Bank", "MAIN-1-3")]


def test_the_first_layout_names_sums_and_proves_itself() -> None:
    made = write(LINES, Layout(), fund="RENTS", sequence=7, on=ON).decode()
    assert made.splitlines() == [
        "HEADER,RENTS,000007,2026-11-23",
        "Account,Amount,Date,Method,Receipt",
        "R101234565,12.34,2026-11-23,Cheques,MAIN-1-2",
        "'=1+1,-5.00,2026-11-23,Bank,MAIN-1-3",
        "TOTAL,2,7.34",
    ]
    assert made.encode() == write(LINES, Layout(), fund="RENTS", sequence=7, on=ON)


def test_columns_separators_dates_and_pence_are_the_funds_own() -> None:
    layout = layout_of(
        {"columns": "No = line\nAcc = account\nPence = sum\nCorrects = corrects", "separator": "pipe", "pence": True}
    )
    _, _, *lines = write(LINES, layout, fund="RENTS", sequence=1, on=ON).decode().splitlines()
    assert lines == ["1|R101234565|1234|", "2|'=1+1|-500|MAIN-1-3", "TOTAL|2|734"]


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"columns": "Account = account"}, "must hold the sum"),
        ({"columns": "Sum = sum\nX = nothing"}, "a column holds one of"),
        ({"separator": "space"}, "separated by one of"),
        ({"dates": "d/m/y"}, "dates are written as one of"),
        ({"pence": "yes"}, "a layout says"),
        ({"colour": "red"}, "a layout says"),
    ],
)
def test_what_is_no_layout_says_why(told: dict[str, object], why: str) -> None:
    with pytest.raises(LayoutWrong, match=why):
        layout_of(told)
