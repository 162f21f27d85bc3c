"""A proposal that should not go is given up with a reason, and another may be made."""

from __future__ import annotations

from pathlib import Path

import pytest

from crediting import somebody
from piperoll.dispatch.models import Document
from piperoll.foundations.actors import Actor
from piperoll.recovery.discard_reminders import discard_reminders
from piperoll.recovery.finding import RemindersGivenUp
from piperoll.safeguards.words import WordsMissing
from recovery.reminding import after, issue, now, owing, propose


def test_whoever_proposed_it_may_give_it_up_and_propose_afresh(morag: Actor, tmp_path: Path) -> None:
    owing(tmp_path, morag, "Ada Lovegrove", "30.00")
    proposed = propose(after(7))
    number = proposed.reminder_run or 0
    with pytest.raises(WordsMissing):
        discard_reminders(reminder_run=number, reason=" ", **now(somebody("officer"), after(7)))
    given_up = discard_reminders(
        reminder_run=number, reason="The bank file is late", **now(somebody("officer"), after(7))
    )
    assert given_up.letters == 1
    with pytest.raises(RemindersGivenUp, match="given up by officer"):
        issue(proposed, after(7))
    assert not Document.objects.filter(kind="reminder").exists()
    assert issue(propose(after(7)), after(7)).letters == 1
