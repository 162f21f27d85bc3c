"""VAT follows tax points, and unpaid VAT can be had back between six months and four years and six months."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from piperoll.council.figures import NoFigureHolds
from piperoll.foundations.actors import Actor
from piperoll.reporting.vat_return import PeriodBackwards, relief_between, reliefs, vat_return
from the_day import MONDAY, bill, charge

SACKS = {"vat_code": "S", "income_code": "TW02"}
NOVEMBER = {"since": date(2026, 11, 1), "until": date(2026, 11, 30)}


def test_boxes_1_and_6_by_tax_point(manager: Actor, tmp_path: Path) -> None:
    """£1,000.33 and £200.00 at 20%; £50 of non-business is in neither box; October's tax point is October's."""
    bill(
        tmp_path, manager, charge("A", "1000.33", **SACKS), charge("B", "200.00", **SACKS), charge("C", "50.00"),
        charge("D", "99.00", tax_point="2026-10-31", **SACKS),
    )  # fmt: skip
    told = vat_return(**NOVEMBER)
    assert (told.box_1_pence, told.box_6_pounds) == (20_007 + 4000, 1200)
    assert {box.number: box.pence for box in told.boxes if box.pence is not None} == {1: 24_007, 3: 24_007, 6: 120_000}
    assert all(box.beside for box in told.boxes)
    assert (told.full, told.simplified) == (1, 1)
    assert [(c.vat_code, c.net_pence) for c in told.codes] == [("S", 120_033), ("N", 5000)]
    assert vat_return(since=date(2026, 10, 1), until=date(2026, 10, 31)).box_1_pence == 1980


def test_a_period_runs_forwards_and_needs_its_figure(manager: Actor) -> None:
    with pytest.raises(PeriodBackwards):
        vat_return(since=date(2026, 11, 2), until=date(2026, 11, 1))
    with pytest.raises(NoFigureHolds):
        vat_return(since=date(2010, 1, 1), until=date(2010, 1, 31))


@pytest.mark.parametrize(
    ("tax_point", "due", "begins", "ends"),
    [
        ("2026-01-31", "2026-03-31", "2026-09-30", "2030-09-30"),
        ("2026-08-31", "2026-08-31", "2027-02-28", "2031-02-28"),
        ("2026-06-15", "2026-01-01", "2026-12-15", "2030-12-15"),
    ],
)
def test_when_relief_may_be_claimed(tax_point: str, due: str, begins: str, ends: str) -> None:
    said = relief_between(date.fromisoformat(tax_point), date.fromisoformat(due))
    assert [str(day) for day in said] == [begins, ends]


def test_the_relief_list_is_of_unpaid_vat_and_within_its_days(manager: Actor, tmp_path: Path) -> None:
    old = MONDAY - timedelta(days=300)
    bill(tmp_path, manager, charge("A", "100.00", **SACKS), charge("B", "100.00"), on=old)
    (one,) = reliefs(on=MONDAY)
    assert (one.open_pence, one.vat_pence) == (12_000, 2000)
    assert reliefs(on=MONDAY - timedelta(days=120)) == []
    assert reliefs(on=MONDAY + timedelta(days=1700)) == []
