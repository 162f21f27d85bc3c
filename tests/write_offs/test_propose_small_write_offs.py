"""Small balances proposed: everybody who owes a service so little has a line, and who is left out has a reason."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from crediting import somebody
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.receivables.models import WriteOff
from piperoll.write_offs.propose_small_write_offs import (
    NoSuchService,
    NothingSmall,
    SmallProposed,
    propose_small_write_offs,
)
from piperoll.write_offs.small import debits, why_left_out
from refunds.refunding import now
from safeguards.people import hold
from the_day import MONDAY, bill, charge
from write_offs.losing import LATER


def proposes(by: str = "officer", service: str = "TRADE", on: date = LATER) -> SmallProposed:
    """Somebody lists what is small."""
    return propose_small_write_offs(service=service, **now(somebody(by), on))


def test_only_who_owes_the_service_little_in_all_is_listed(
    basil: Customer, cora: Customer, morag: Actor, tmp_path: Path
) -> None:
    for n in range(3):
        bill(tmp_path, morag, charge(f"D{n}", "4.00", name="Dora Dill"), name=f"d{n}.csv")
    bill(tmp_path, morag, charge("E", "6.00", name="Elsie Eel"), name="e.csv")
    hold(morag, Customer.objects.get(name="Elsie Eel").pk, "dispute", days=300)
    done = proposes()
    assert (done.many, done.pence, done.left_out) == (1, 4_00, 1)
    assert [(row.name, row.pence) for row in debits(done.small_run, left_out=False, most=9)] == [("Cora Crisp", 4_00)]
    (why,) = why_left_out(done.small_run)
    assert (why.many, why.pence) == (1, 6_00)
    assert "disputed" in why.why_not
    assert not WriteOff.objects.exists()


def test_what_is_too_young_waits(cora: Customer) -> None:
    done = proposes(on=MONDAY + timedelta(60))
    assert (done.many, done.left_out) == (0, 1)
    assert why_left_out(done.small_run)[0].why_not == "It is not 90 days overdue yet."


def test_what_cannot_be_proposed(basil: Customer) -> None:
    with pytest.raises(NothingSmall, match=r"£10\.00 or less"):
        proposes()
    with pytest.raises(NoSuchService):
        proposes(service="NOPE")
    with pytest.raises(NotPermitted):
        proposes("collections")
