"""Collect by a suspended Direct Debit again."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.commands.planning import ask_which, ask_why
from piperoll.direct_debit.deeds import mandate_named
from piperoll.direct_debit.resume_mandate import resume_mandate

GROUP = "Direct Debit"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ask_which(parser)
    ask_why(parser)
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Resume it. Raises NoSuchMandate and whatever the verb refuses."""
    mandate = mandate_named(options.mandate).pk
    done = resume_mandate(mandate=mandate, reason=options.reason, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"Direct Debit {done.reference} is active again.")
