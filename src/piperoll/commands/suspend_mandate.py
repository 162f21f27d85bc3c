"""Collect nothing by a Direct Debit until it is resumed; the payer's bank keeps the instruction."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.commands.planning import ask_which, ask_why
from piperoll.direct_debit.deeds import mandate_named
from piperoll.direct_debit.suspend_mandate import suspend_mandate

GROUP = "Direct Debit"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ask_which(parser)
    ask_why(parser)
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Suspend it. Raises NoSuchMandate and whatever the verb refuses."""
    mandate = mandate_named(options.mandate).pk
    done = suspend_mandate(mandate=mandate, reason=options.reason, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"Direct Debit {done.reference} is suspended.")
