"""Send GoCardless what waits: mandates to make or cancel, and released collections as payments.

What it refuses is listed with the run, in its words; what it was sent before is never made twice.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now
from piperoll.foundations.money import pounds
from piperoll.gocardless.send_to_gocardless import send_to_gocardless

GROUP = "Direct Debit"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Send it. Raises NoToken, StillWorking."""
    sent = send_to_gocardless(on=options.on, at=now(), by=options.by)
    said = (
        f"Run {sent.run}: {count(sent.mandates, 'mandate')} made, {sent.cancelled:,} cancelled, "
        f"{count(sent.payments, 'payment')} of {pounds(sent.pence)}, {sent.refused:,} refused."
    )
    return Answer(asdict(sent), f"{said} {sent.away}".rstrip(), exit_code=1 if sent.away else 0)
