"""Take a write-off back, in whole or part: the debt is owed in our books again, from the day it first fell due.

Money that names a written-off invoice does this by itself as it is placed.

write-back 12 --why "They rang and will pay"
write-back 12 --why "The trustee paid a dividend" --amount 30.00
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now, pence
from piperoll.foundations.money import pounds
from piperoll.write_offs.write_back import write_back

GROUP = "Write-offs"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("write_off", type=int, help="its number: 12 for WRITE-OFF-12")
    parser.add_argument("--why", required=True, help="why it is owed in our books again")
    parser.add_argument("--amount", type=pence, metavar="POUNDS", help="only this much of it")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Do it. Raises NoSuchWriteOff, WrittenBackAlready, MoreThanWrittenOff."""
    done = write_back(
        write_off=options.write_off,
        why=options.why,
        amount_pence=options.amount,
        on=options.on,
        at=now(),
        by=options.by,
    )
    said = f"WRITE-OFF-{done.write_off}: {pounds(done.pence)} of {done.invoice} is owed in our books again."
    return Answer(asdict(done), said)
