"""Work out who is to be reminded today: every account with something overdue, its step or why none. Nothing is sent.

Somebody else looks at the list and issues it:  ./piperoll issue-reminders
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns, count, now
from piperoll.foundations.money import pounds
from piperoll.recovery import queries
from piperoll.recovery.propose_reminders import propose_reminders
from piperoll.recovery.rules import STAGES, WHY

GROUP = "Recovery"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Propose. Raises ProposedAlready."""
    done = propose_reminders(on=options.on, at=now(), by=options.by)
    if done.reminder_run is None:
        return Answer(asdict(done), "Nothing is overdue.")
    outcomes: Counter[tuple[str, str]] = Counter()
    for row in queries.counts(done.reminder_run):
        outcomes[row.why, row.stage if row.why in ("send", "person") else ""] += row.accounts
    rows = [
        (", ".join(filter(None, (WHY[why], STAGES.get(stage, "").lower()))), f"{many:,}")
        for (why, stage), many in outcomes.items()
    ]
    said = (
        f"Reminder run {done.reminder_run}: {count(done.accounts, 'account')} looked at, "
        f"{count(done.letters, 'letter')} for {pounds(done.letters_pence)}. Somebody else issues it; see every reason "
        f"with  reminders {done.reminder_run}"
    )
    data = asdict(done) | {"outcomes": [{"why": w, "stage": s, "accounts": n} for (w, s), n in outcomes.items()]}
    return Answer(data, "\n".join([said, columns(sorted(rows))]))
