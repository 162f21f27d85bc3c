"""Settle a day's card payments from GOV.UK Pay's export of what was settled on it (a CSV), where the API tells no days.

import-card-settlement transactions.csv --settled-on 2026-11-20
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.cards.import_card_settlement import import_card_settlement
from piperoll.cards.rules import due_of_the_bank
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, day, now, readable
from piperoll.foundations.money import pounds

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", type=Path, help="the export, as it came")
    parser.add_argument("--settled-on", type=day, required=True, metavar="DATE", help="the day our bank was paid")
    ask_for_the_day(parser, "the day it is taken in")


def run(options: argparse.Namespace) -> Answer:
    """Settle. Raises FileUnreadable, NotAnExport, DayIsNotOver, DaySettledAlready, DoesNotAddUp."""
    done = import_card_settlement(
        file=readable(options.file), settled_on=options.settled_on, on=options.on, at=now(), by=options.by
    )
    said = f"Run {done.run}: {count(done.payments, 'payment')} of {pounds(done.gross_pence)}, less "
    said += f"{pounds(done.gross_pence - done.net_pence)} that was kept: {due_of_the_bank(done.net_pence)}."
    return Answer(asdict(done), f"{said} {count(done.passed_over, 'line')} moved no money.")
