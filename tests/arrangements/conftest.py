"""Anytown with its limits, letters and recovery policy; Ada owes £60 and £30, due on 21 December 2026."""

from __future__ import annotations

from pathlib import Path

import pytest

from crediting import take_in_sample_limits
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from recovery.reminding import owing, policy
from the_day import take_in_letters
from throwaway_database import made_once


@pytest.fixture
def morag(manager: Actor) -> Actor:
    """A manager of a council with letters, a recovery policy and limits."""
    take_in_letters(manager)
    made_once("recovery policy", lambda: policy(manager))
    made_once("limits", take_in_sample_limits)
    return manager


@pytest.fixture
def ada(morag: Actor, tmp_path: Path) -> Customer:
    """Owes £60 on one invoice and £30 on another."""
    return owing(tmp_path, morag, "Ada Lovegrove", "60.00", "30.00")
