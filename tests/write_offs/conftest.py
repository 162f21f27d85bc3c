"""Anytown with limits; somebody who owes £30 and £25, and somebody who owes £4; it is long after both fell due."""

from __future__ import annotations

from pathlib import Path

import pytest

from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from refunds.refunding import ready
from the_day import bill, charge


@pytest.fixture
def morag(manager: Actor) -> Actor:
    """A manager of a council with limits."""
    ready()
    return manager


@pytest.fixture
def basil(morag: Actor, tmp_path: Path) -> Customer:
    """Owes £30 on one invoice and £25 on another."""
    for number, sum_ in enumerate(("30.00", "25.00")):
        bill(tmp_path, morag, charge(f"B{number}", sum_, name="Basil Budd"), name=f"b{number}.csv")
    return Customer.objects.get(name="Basil Budd")


@pytest.fixture
def cora(morag: Actor, tmp_path: Path) -> Customer:
    """Owes £4."""
    bill(tmp_path, morag, charge("C", "4.00", name="Cora Crisp"), name="c.csv")
    return Customer.objects.get(name="Cora Crisp")
