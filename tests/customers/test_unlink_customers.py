"""A link ends, and stays on the record."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from piperoll.customers.link_customers import link_customers
from piperoll.customers.linking import links_of
from piperoll.customers.models import Customer
from piperoll.customers.unlink_customers import (
    LinkedLater,
    NoReasonToUnlink,
    NoSuchLink,
    UnlinkedAlready,
    unlink_customers,
)
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING, bill, charge


def test_it_ends_once_with_a_reason_not_before_it_began(manager: Actor, tmp_path: Path) -> None:
    bill(tmp_path, manager, charge("A1", "60.00", name="Ada Ray"), charge("B1", "25.00", name="Ben Ray"))
    one, other = Customer.objects.values_list("pk", flat=True)
    now = {"on": MONDAY, "at": MORNING, "by": manager}
    link = link_customers(one=one, other=other, kind="household", reason="x", **now).link
    with pytest.raises(NoReasonToUnlink):
        unlink_customers(link=link, reason=" ", **now)
    with pytest.raises(NoSuchLink):
        unlink_customers(link=404, reason="x", **now)
    with pytest.raises(LinkedLater):
        unlink_customers(link=link, reason="x", on=MONDAY - timedelta(days=1), at=MORNING, by=manager)
    unlink_customers(link=link, reason="moved out", **now)
    assert links_of(one, on=MONDAY) == []
    with pytest.raises(UnlinkedAlready) as again:
        unlink_customers(link=link, reason="moved out", **now)
    assert again.value.exit_code == 0
