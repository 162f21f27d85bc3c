"""The debit control rolls forward as one would find reading every item by hand, and each figure is its rows."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from crediting import credit, take_in_sample_limits
from piperoll.foundations.actors import Actor
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receivables.models import Item
from piperoll.reconciliation.roll_forward import (
    MOVEMENTS,
    STANDINGS,
    DaysBackwards,
    NoSuchFigure,
    figure_rows,
    in_parts,
    roll_forward,
)
from piperoll.reconciliation.roll_forward_csv import figure_csv, roll_forward_csv
from reporting.random_books import Books, at, books, days, on
from the_day import MONDAY, MORNING, bank, bill, charge, paid, statement

MOVEMENT_OF = {kind: movement.code for movement in MOVEMENTS for kind in movement.kinds}
Twin = dict[str, Counter[str]]


def test_every_kind_of_item_is_in_one_movement() -> None:
    assert sorted(kind for movement in MOVEMENTS for kind in movement.kinds) == sorted(dict(Item.KINDS))


def twin(made: Books, since: date, until: date, known_at: datetime) -> Twin:
    """Service code → figure → pence, an item and a use at a time."""
    found: Twin = {"S0": Counter(), "S1": Counter(), "": Counter()}

    def add(service: int | None, is_debit: bool, pence: int, day: int, known: int) -> None:
        if on(day) > until or at(known) > known_at:
            return
        figure = "opening" if on(day) < since else "billed" if is_debit else "received"
        found["" if service is None else f"S{service}"].update({figure: pence, "closing": pence})

    for item in made.items:
        add(item.service, item.pence > 0, item.pence, item.day, item.known)
    for use in made.used:
        add(use.debit.service, False, -use.pence, use.day, use.known)
        add(use.credit.service, False, use.pence, use.day, use.known)
    return found


@pytest.mark.django_db
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(made=books(), first=days, second=days, moment=days)
def test_it_is_its_slow_twin_and_each_figure_is_its_rows(
    db: None, made: Books, first: int, second: int, moment: int
) -> None:
    since, until, known_at = on(min(first, second)), on(max(first, second)), at(moment)
    with transaction.atomic():
        made.write()
        told = roll_forward(since=since, until=until, known_at=known_at)
        expected = twin(made, since, until, known_at)
        lines = {line.code: line for line in told.lines}
        for code, figures in expected.items():
            line = lines.get(code)
            assert (line.opening_pence if line else 0) == figures["opening"]
            assert (line.closing_pence if line else 0) == figures["closing"]
            for name in (*STANDINGS, "billed", "received"):
                asked = {"figure": name, "since": since, "until": until, "known_at": known_at}
                assert sum(row.amount_pence for row in figure_rows(**asked, service=code)) == figures[name]
            assert (line.moved.get("received", 0) if line else 0) == figures["received"]
        open_now = sum(pence for _, pence in made.standing(until, known_at))
        assert told.total.closing_pence == open_now
        asked = {"figure": "closing", "since": since, "until": until, "known_at": known_at}
        assert sum(row.amount_pence for row in figure_rows(**asked)) == open_now
        transaction.set_rollback(True)


def test_a_day_of_bills_credit_and_money_agrees_with_the_ledger(manager: Actor, tmp_path: Path) -> None:
    take_in_sample_limits()
    raised = bill(tmp_path, manager, charge("A", "120.00"), charge("B", "80.00", name="Crumb Ltd"))
    before = MONDAY - timedelta(days=1)
    credit(raised.last_number, amount_pence=30_00)
    bank(tmp_path, manager, statement(paid("125.00", f"PICKLE {raised.first_number}", "PICKLE AND SONS")))
    allocate_receipts(on=MONDAY, at=MORNING, by=manager)
    asked = {"since": MONDAY, "until": MONDAY, "known_at": MORNING + timedelta(days=1)}
    told = roll_forward(**asked)
    assert told.agrees
    assert told.total.opening_pence == 0
    trade, on_account = told.lines
    assert (trade.code, trade.moved["billed"], trade.closing_pence) == ("TRADE", 200_00, 200_00 - 30_00 - 120_00)
    assert on_account.closing_pence == -5_00
    assert {code: pence for code, pence in told.total.moved.items() if pence} == {
        "billed": 200_00, "credited": -30_00, "received": -125_00,
    }  # fmt: skip
    received = figure_rows(**asked, figure="received", service="TRADE")
    assert [(row.used_for, row.amount_pence) for row in received] == [(raised.first_number, -120_00)]
    lines = list(roll_forward_csv(told))
    assert lines[-2].rstrip() == ",Whole control,0.00,200.00,-30.00,-125.00,0.00,0.00,0.00,0.00,45.00"
    assert lines[-1].rstrip().endswith(",45.00")
    assert len(list(figure_csv(in_parts(**asked, figure="billed", at_a_time=1)))) == 3
    assert roll_forward(since=before, until=before, known_at=asked["known_at"]).lines == ()


def test_what_is_not_there_is_refused(manager: Actor) -> None:
    with pytest.raises(DaysBackwards):
        roll_forward(since=MONDAY, until=MONDAY - timedelta(days=1), known_at=MORNING)
    asked = {"since": MONDAY, "until": MONDAY, "known_at": MORNING}
    for wrong in ({"figure": "nonsense"}, {"figure": "billed", "service": "ZOO"}):
        with pytest.raises(NoSuchFigure):
            figure_rows(**asked, **wrong)
