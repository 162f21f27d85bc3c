"""Mark as dormant the Direct Debits that went unused for so long that the payer's bank let them lapse."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now
from piperoll.direct_debit.dormant_mandates import dormant_mandates

GROUP = "Direct Debit"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Mark them. Raises whatever the verb refuses."""
    done = dormant_mandates(on=options.on, at=now(), by=options.by)
    said = f"{count(done.mandates, 'mandate')} dormant: nothing was collected for {done.months} months."
    return Answer(asdict(done), said)
