"""A standing order has a last day, and nothing is missed after it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from commands.terminal import typed
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.receipting import standing_orders as asking
from piperoll.receipting.add_standing_order import BadStandingOrder
from piperoll.receipting.end_standing_order import NoSuchStandingOrder, StandingOrderEnded, end_standing_order
from the_day import MONDAY, MORNING

WHEN: dict[str, Any] = {"on": MONDAY, "at": MORNING}


@pytest.fixture
def order(manager: Actor) -> int:
    """Gwen's £20.00 on the first of each month from August, which never came."""
    gwen = Customer.objects.create(
        reference="C900000001", kind="person", name="Gwen Pugh", created_at="2026-01-01T00:00Z"
    )
    words = ("add-standing-order", gwen.reference, "20.00", "--every", "monthly", "--from", "2026-08-01")
    added = typed(*words, "--told-by", "Gwen, by email", "--on", str(MONDAY), by=manager)
    assert "£20.00 from" in added.text
    return int(added.data["order"])


def test_nothing_is_missed_after_its_last_day(order: int, manager: Actor) -> None:
    assert [m.expected_on.month for m in asking.missing(on=MONDAY)] == [9, 10, 11]
    told = typed("missing-payments", "--on", str(MONDAY))
    assert (told.exit_code, len(told.data["missing"])) == (1, 3)
    ended = typed("end-standing-order", str(order), "2026-10-01", "--reason", "Pays by card", by=manager)
    assert "ends on 1 October 2026" in ended.text
    assert [m.expected_on.month for m in asking.missing(on=MONDAY)] == [9, 10]
    assert not asking.expected(on=MONDAY)


def test_it_ends_once_and_with_a_reason(order: int, manager: Actor) -> None:
    with pytest.raises(BadStandingOrder):
        end_standing_order(order=order, ends_on=MONDAY, reason=" ", by=manager, **WHEN)
    end_standing_order(order=order, ends_on=MONDAY, reason="Pays by card", by=manager, **WHEN)
    with pytest.raises(StandingOrderEnded):
        end_standing_order(order=order, ends_on=date(2027, 1, 1), reason="Again", by=manager, **WHEN)
    with pytest.raises(NoSuchStandingOrder):
        end_standing_order(order=order + 1, ends_on=MONDAY, reason="Which", by=manager, **WHEN)
