"""kill -9 while reminders are proposed, issued and sent: whatever the moment, nobody gets one twice and nobody is lost."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from crediting import somebody
from piperoll.dispatch.models import Document
from piperoll.recovery.models import Proposal, ReminderRun
from piperoll.runs.checking_seals import check_chain
from recovery.reminding import policy
from stories.test_kill_letters import Office
from the_day import bill, charge, set_up_anytown, take_in_letters
from throwaway_database import Throwaway

NAMES = [f"Late{n}" for n in range(12)]
VERBS = ("propose_reminders", "issue_reminders", "dispatch_letters")


def everybody_owes(books: Throwaway, folder: Path) -> None:
    """Twelve people billed in September and not paid by late November."""
    books.clean()
    manager = set_up_anytown()
    somebody("officer", "oscar.officer")
    take_in_letters(manager)
    policy(manager)
    rows = [
        charge(name, "10.00", name=f"{name} Lovegrove", address_1=f"{n} Vinegar Lane") for n, name in enumerate(NAMES)
    ]
    bill(folder, manager, *rows, on=date(2026, 9, 1))


@pytest.mark.slow
def test_reminders_killed_in_every_run_reach_everybody_once(books: Throwaway, tmp_path: Path) -> None:
    dice, took = random.Random(7), {}
    office = Office(books, tmp_path / "whole", "catch")
    everybody_owes(books, tmp_path)
    for verb in VERBS:
        took[verb] = office.to_the_end(verb)
    everybody_had_one()
    (there := tmp_path / "killed").mkdir()
    everybody_owes(books, there)
    office = Office(books, there, "catch")
    for verb in VERBS:
        for _ in range(2):
            office.killed(verb, dice.uniform(0, took[verb]))
        office.to_the_end(verb)
    everybody_had_one()


def everybody_had_one() -> None:
    """One run, one letter each, each sent once."""
    assert ReminderRun.objects.count() == 1
    assert Proposal.objects.filter(why="send").count() == len(NAMES)
    letters = Document.objects.select_related("outbox").filter(kind="reminder")
    assert Counter(one.outbox.state for one in letters) == {"sent": len(NAMES)}
    assert len({one.customer_id for one in letters}) == len(NAMES)
    assert check_chain().agrees
