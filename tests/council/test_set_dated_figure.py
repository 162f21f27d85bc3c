"""A figure takes another value from a day on; what held before stays true for its days."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from piperoll.council.dating import BeginsTooEarly, NoAuthority
from piperoll.council.models import DatedFigure
from piperoll.council.set_dated_figure import NoSuchFigure, NoSuchService, NotThatMuch, set_dated_figure
from the_day import MONDAY

APRIL = date(2027, 4, 1)
TERMS = {"name": "payment_terms_days", "value": Decimal(21), "valid_from": APRIL, "authority": "Income policy 2027"}


def held(on: date, service: str | None = None) -> list[int]:
    """The values that hold on a day."""
    rows = DatedFigure.objects.filter(name="payment_terms_days", service__code=service, valid_from__lte=on)
    return [int(row.value) for row in rows if row.valid_to is None or row.valid_to >= on]


def test_the_new_value_begins_and_the_old_ends_the_day_before(now: dict[str, Any]) -> None:
    set_dated_figure(**TERMS, **now)
    assert held(APRIL - timedelta(days=1)) == [28]
    assert held(APRIL) == [21]
    assert held(APRIL, "ASC") == [14]


def test_a_services_own_value_leaves_everybody_elses(now: dict[str, Any]) -> None:
    set_dated_figure(**TERMS, service="asc", **now)
    assert (held(APRIL, "ASC"), held(APRIL)) == ([21], [28])
    set_dated_figure(**{**TERMS, "value": Decimal(7)}, service="MUSIC", **now)
    assert held(APRIL, "MUSIC") == [7]


@pytest.mark.parametrize("days_from_today", [-1, -400])
def test_nothing_worked_out_before_today_changes(now: dict[str, Any], days_from_today: int) -> None:
    with pytest.raises(BeginsTooEarly, match="can begin on 23 November 2026 at the earliest"):
        set_dated_figure(**{**TERMS, "valid_from": MONDAY + timedelta(days=days_from_today)}, **now)
    assert held(MONDAY) == [28]


def test_one_may_begin_today_but_not_twice_nor_before_one_to_come(now: dict[str, Any]) -> None:
    set_dated_figure(**{**TERMS, "valid_from": MONDAY}, **now)
    for again in (MONDAY, MONDAY - timedelta(days=1)):
        with pytest.raises(BeginsTooEarly, match="24 November 2026 at the earliest"):
            set_dated_figure(**{**TERMS, "valid_from": again}, **now)
    set_dated_figure(**TERMS, **now)
    with pytest.raises(BeginsTooEarly, match="2 April 2027"):
        set_dated_figure(**{**TERMS, "valid_from": date(2027, 1, 1)}, **now)


@pytest.mark.parametrize("value", ["-1", "366", "14.5"])
def test_terms_are_whole_days_within_a_year(now: dict[str, Any], value: str) -> None:
    with pytest.raises(NotThatMuch, match="a whole number of days from 0 to 365"):
        set_dated_figure(**{**TERMS, "value": Decimal(value)}, **now)


def test_it_says_on_whose_authority_of_which_figure_and_service(now: dict[str, Any]) -> None:
    with pytest.raises(NoAuthority):
        set_dated_figure(**{**TERMS, "authority": "  "}, **now)
    with pytest.raises(NoSuchFigure, match="payment_terms_days"):
        set_dated_figure(**{**TERMS, "name": "late_fee_pounds"}, **now)
    with pytest.raises(NoSuchService, match="'PARKS'"):
        set_dated_figure(**TERMS, service="PARKS", **now)
