"""What came since the lists were worked out is read as it is: nobody is told to chase whom a hold of five minutes ago protects."""

from __future__ import annotations

from pathlib import Path

import pytest

from arrangements.arranging import agrees, weekly
from cases.caring import worked_out
from commands.terminal import typed
from crediting import somebody, take_in_sample_limits
from disputes.disputing import opens
from piperoll.arrangements.record_promise import record_promise
from piperoll.cases import queries
from piperoll.cases.queries import Asked
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.receivables.models import Item
from recovery.reminding import after, now, owing, pays
from safeguards.people import flag, hold

TODAY = after(8)


@pytest.fixture
def dan(morag: Actor, tmp_path: Path) -> Customer:
    """Dan owes £90 and £40, and this morning's list says to remind him."""
    take_in_sample_limits()
    found = owing(tmp_path, morag, "Dan Dale", "90.00", "40.00")
    worked_out(TODAY)
    assert stopped() == ("", 130_00)
    return found


def stopped() -> tuple[str, int]:
    """Why he is not to be chased, and what is overdue."""
    (row,) = queries.worklist(Asked(), TODAY, most=9)
    assert (row.stopped or "") == queries.stopped(row.customer_id, TODAY)
    return row.stopped or "", row.overdue_pence


@pytest.mark.parametrize("kind", ["breathing_space", "dispute", "complaint", "safeguarding"])
def test_a_hold_of_now_stops_the_list(dan: Customer, morag: Actor, kind: str) -> None:
    hold(morag, dan.pk, kind, on=TODAY)
    assert stopped()[0].startswith("On hold until")
    assert "Do not chase" in typed(f"worklist everybody --until {after(20)} --on {TODAY}", by=somebody("officer")).text


@pytest.mark.parametrize("kind", ["deceased", "insolvent", "vulnerable"])
def test_a_flag_of_now_stops_the_list(dan: Customer, morag: Actor, kind: str) -> None:
    flag(morag, dan.pk, kind, on=TODAY)
    assert stopped()[0]


def test_a_dispute_of_all_of_it_stops_the_list_and_one_of_a_part_does_not(dan: Customer) -> None:
    first, second = (
        Item.objects.filter(customer=dan, kind="instalment").order_by("id").values_list("reference", flat=True)
    )
    opens(first, on=TODAY)
    opens(second, on=TODAY, amount_pence=39_99)
    assert stopped() == ("", 130_00)
    opens(second, on=TODAY)
    assert stopped()[0] == "All that is overdue is disputed, on hold or in an arrangement."


def test_money_that_came_is_seen(dan: Customer, morag: Actor, tmp_path: Path) -> None:
    pays(tmp_path, morag, dan, "90.00", TODAY)
    assert stopped() == ("", 40_00)
    pays(tmp_path, morag, dan, "40.00", TODAY, unapplied=True)
    assert stopped() == ("Credit on the account covers it: use the credit for what is owed.", 40_00)


def test_what_was_agreed_or_promised_stops_the_list(dan: Customer) -> None:
    told = {"amount_pence": 130_00, "by_on": after(12), "promised_by": "Himself", "heard": "phone"}
    record_promise(customer=dan.reference, **told, **now(somebody("officer"), TODAY))  # type: ignore[arg-type]
    assert stopped()[0].startswith("They promised to pay")
    agrees(dan, weekly(first_on=TODAY), on=TODAY)
    assert stopped()[0] == "All that is overdue is disputed, on hold or in an arrangement."


def test_what_waits_for_somebody_to_agree_stops_the_list(dan: Customer) -> None:
    assert agrees(dan, weekly(2_00, first_on=TODAY), on=TODAY).state == "waiting"
    assert stopped()[0] == "All that is overdue is disputed, on hold or in an arrangement."
