"""Send GOV.UK Pay the refunds that were released to go back to cards; what it refuses is credit on the account again.

Sent twice, or broken off and sent again, nothing is paid back twice.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now
from piperoll.foundations.money import pounds
from piperoll.refunds.send_card_refunds import send_card_refunds

GROUP = "Refunds"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Send. Raises NoPayToken, GovukPayAway."""
    sent = send_card_refunds(on=options.on, at=now(), by=options.by)
    said = f"Run {sent.run}: {count(sent.sent, 'refund')} of {pounds(sent.pence)} sent, {sent.refused:,} refused."
    waits = f" {count(sent.not_ready, 'payment')} not ready to be paid back there yet." if sent.not_ready else ""
    return Answer(asdict(sent), (said if sent.run else "Nothing to send.") + waits)
