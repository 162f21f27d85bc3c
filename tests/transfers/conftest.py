"""Anytown with limits, somebody with £40 of credit, and somebody who owes."""

from __future__ import annotations

from pathlib import Path

import pytest

from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from refunds.refunding import overpaid, ready
from the_day import bill, charge, take_in_letters


@pytest.fixture
def morag(manager: Actor) -> Actor:
    """A manager of a council with limits and letters."""
    take_in_letters(manager)
    ready()
    return manager


@pytest.fixture
def ada(morag: Actor, tmp_path: Path) -> Customer:
    """Billed £60, paid £100."""
    return overpaid(tmp_path, morag)


@pytest.fixture
def basil(ada: Customer, morag: Actor, tmp_path: Path) -> Customer:
    """Owes £30 on one invoice and £25 on another."""
    for number, sum_ in enumerate(("30.00", "25.00")):
        bill(tmp_path, morag, charge(f"B{number}", sum_, name="Basil Budd"), name=f"b{number}.csv")
    return Customer.objects.get(name="Basil Budd")


@pytest.fixture
def cora(morag: Actor, tmp_path: Path) -> Customer:
    """Owes £5."""
    bill(tmp_path, morag, charge("C", "5.00", name="Cora Crisp"), name="c.csv")
    return Customer.objects.get(name="Cora Crisp")
