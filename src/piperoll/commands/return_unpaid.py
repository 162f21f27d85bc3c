"""Take back a payment that the bank returned unpaid, such as a bounced cheque: what it paid is owed again.

return-unpaid 4711 --reason "Refer to drawer" --on 2026-11-26
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now
from piperoll.foundations.money import pounds
from piperoll.takings.return_unpaid import return_unpaid

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("receipt", type=int, help="the receipt's number, from its page or from  bankings NUMBER")
    parser.add_argument("--reason", required=True, metavar="WORDS", help="why it came back, as the bank says")
    ask_for_the_day(parser, "the day the bank took it back")


def run(options: argparse.Namespace) -> Answer:
    """Take it back. Raises NoReasonGiven, NotTaken, NotBanked, ReturnedAlready, ReturnedTooEarly."""
    done = return_unpaid(receipt=options.receipt, reason=options.reason, on=options.on, at=now(), by=options.by)
    undone = f"{count(done.placements_undone, 'placement')} undone" if done.placements_undone else "it was not placed"
    return Answer(asdict(done), f"{pounds(done.pence)} of receipt {done.receipt} was returned unpaid; {undone}.")
