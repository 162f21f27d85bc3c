"""Cancel a Direct Debit: nothing more is collected, the payer's bank is told, a letter confirms it."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.commands.planning import ask_which, ask_why
from piperoll.direct_debit.cancel_mandate import cancel_mandate
from piperoll.direct_debit.deeds import mandate_named

GROUP = "Direct Debit"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ask_which(parser)
    ask_why(parser)
    parser.add_argument("--bank-told-us", action="store_true", help="they cancelled with their bank: send no 0C")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Cancel it. Raises NoSuchMandate and whatever the verb refuses."""
    done = cancel_mandate(
        mandate=mandate_named(options.mandate).pk, reason=options.reason, bank_cancelled=options.bank_told_us,
        on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    bank = "Its bank will be told." if done.cancels else "Its bank needs no message."
    return Answer(asdict(done), f"Direct Debit {done.reference} is cancelled. {bank}")
