"""Take-up and failures over twelve months, beside a slow reading of the same books."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bacs.collecting import DUE_ON, a_payer, choose, lodge, release, take_in, tell, unpaid, write
from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.bacs.models import Collection
from piperoll.foundations.actors import Actor
from piperoll.receivables.models import Allocation, Item
from piperoll.reporting.direct_debit_figures import (
    EVERY,
    MONTHS,
    Asked,
    TakeUp,
    as_csv,
    direct_debit_figures,
    percent,
    share,
)
from the_day import bill, charge, take_in_letters

NEW_YEAR = date(2027, 1, 4)


@pytest.fixture
def december(manager: Actor, tmp_path: Path) -> Path:
    """Three pay by Direct Debit, one of them unpaid by his bank; a fourth pays otherwise."""
    take_in_letters(manager)
    oscar = actor_of(User.objects.create(username="oscar.officer", name="Oscar Osei", role="officer"))
    for name, sum_ in (("Ada Lovegrove", "40.00"), ("Basil Budd", "60.00"), ("Cora Crisp", "80.00")):
        a_payer(tmp_path, manager, sum_, name=name)
    bill(tmp_path, manager, charge("D", "20.00", name="Dev Dhillon"), name="dev.csv")
    lodge(manager)
    tell(manager)
    chosen = choose(manager)
    release(chosen, oscar)
    write(oscar, chosen.collection_run or 0)
    return tmp_path


def slow(month: date, on: date) -> TakeUp:
    """One instalment at a time."""
    due = [
        item
        for item in Item.objects.filter(kind="instalment", due_on__lte=on)
        if item.due_on and item.due_on.replace(day=1) == month
    ]
    paid = {
        item.pk: sum(
            used.amount_pence
            for used in Allocation.objects.filter(debit_item=item, credit_item__kind="collection", effective_on__lte=on)
        )
        for item in due
    }
    paying = {item.customer_id for item in due if paid[item.pk] > 0}
    return TakeUp(
        sum(item.amount_pence for item in due), sum(paid.values()), len({item.customer_id for item in due}), len(paying)
    )  # fmt: skip


def test_take_up_agrees_with_a_slow_reading(december: Path) -> None:
    found = direct_debit_figures(on=NEW_YEAR)
    assert len(found.months) == MONTHS
    assert (found.months[0], found.months[-1]) == (date(2026, 2, 1), date(2027, 1, 1))
    for month in found.months:
        assert found.taken_up(month) == slow(month, NEW_YEAR)
    assert found.taken_up(DUE_ON.replace(day=1)) == TakeUp(20_000, 18_000, 4, 3)
    assert percent(found.year[EVERY].of_value) == "90.0%"
    assert found.services == {"TRADE": "Trade waste"}
    assert found.year["TRADE"] == found.year[EVERY]


def test_what_came_back_is_no_longer_paid_and_says_why(december: Path, manager: Actor) -> None:
    second = Collection.objects.order_by("id")[1]
    take_in(december, manager, unpaid((second, "0")))
    found, december_ = direct_debit_figures(on=NEW_YEAR), DUE_ON.replace(day=1)
    assert found.taken_up(december_) == slow(december_, NEW_YEAR) == TakeUp(20_000, 12_000, 4, 2)
    assert found.asked_in(december_) == found.asked_in_all == Asked(3, 18_000, 1, 6000)
    (why,) = found.reasons
    assert (why.code, why.by_month, why.pence) == ("0", {december_: 1}, 6000)
    assert why.meaning == "Came back unpaid: refer to payer"


def test_before_its_day_nothing_was_collected(december: Path) -> None:
    found = direct_debit_figures(on=date(2026, 12, 18))
    assert found.asked == {}
    assert found.taken_up(DUE_ON.replace(day=1)) == TakeUp()
    assert percent(TakeUp().of_value) == "–"


def test_a_file_for_a_spreadsheet(december: Path) -> None:
    heading, *lines = [line.strip().split(",") for line in as_csv(direct_debit_figures(on=NEW_YEAR))]
    assert heading[:3] == ["month", "service", "due_pounds"]
    assert lines == [
        ["2026-12", "", "200.00", "180.00", "4", "3", "3", "180.00", "0", "0.00"],
        ["2026-12", "TRADE", "200.00", "180.00", "4", "3", "", "", "", ""],
    ]


def test_shares_are_rounded_to_the_nearest() -> None:
    assert [share(1, 3), share(2, 3), share(1, 2000), share(0, 5), share(5, 0)] == [333, 667, 1, 0, None]
