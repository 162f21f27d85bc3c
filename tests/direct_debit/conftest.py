"""Anytown with letter templates and a small modulus table: a council that may collect by Direct Debit."""

from __future__ import annotations

import pytest

from direct_debit.paying import WEIGHTS
from piperoll.direct_debit.import_modulus_tables import import_modulus_tables
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING, take_in_letters


@pytest.fixture
def officer(manager: Actor) -> Actor:
    """Somebody who may do all of this, in a council ready for it."""
    take_in_letters(manager)
    import_modulus_tables(weights=WEIGHTS, source="Invented for tests", on=MONDAY, at=MORNING, by=manager)
    return manager
