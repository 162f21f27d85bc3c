"""Ask GoCardless what happened since we last heard, and do to each mandate and collection what it says."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns, now
from piperoll.foundations.money import pounds
from piperoll.gocardless.ask_gocardless import ask_gocardless
from piperoll.gocardless.taking import Taken

GROUP = "Direct Debit"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Ask. Raises NoToken, GocardlessAway, NoFeesAccount, StillWorking."""
    return answer(ask_gocardless(on=options.on, at=now(), by=options.by))


def answer(taken: Taken) -> Answer:
    """What came of some events."""
    told = columns(
        [
            ("events", f"{taken.events:,}"),
            ("known before", f"{taken.known_before:,}"),
            ("applied", f"{taken.applied:,}"),
            ("exceptions", f"{taken.exceptions:,}"),
            ("payouts", f"{taken.payouts:,}"),
            ("taken back", pounds(taken.pence_back)),
        ]
    )
    return Answer(asdict(taken), f"Run {taken.run}\n{told}")
