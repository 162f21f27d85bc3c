"""Chase by email services whose answers to disputes are late: reminder, escalation, head of service, a step at a time.

Run it every day. It also lets go of sums that were held for a credit note which is decided now.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now
from piperoll.disputes.chase_disputes import chase_disputes

GROUP = "Disputes"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Chase. Raises NoFigureHolds, StillWorking."""
    done = chase_disputes(on=options.on, at=now(), by=options.by)
    said = (
        f"{count(done.reminder, 'reminder')}, {count(done.escalation, 'escalation')}, {done.head_of_service} with the "
        f"head of service. {count(done.let_go, 'hold')} let go. {count(done.emailed, 'email')} went."
    )
    said += f" {count(done.no_address, 'step')} with no address to email." if done.no_address else ""
    said += f" {count(done.refused, 'email')} could not be sent." if done.refused else ""
    said += f" Some wait: {done.emails_wait}" if done.emails_wait else ""
    return Answer(asdict(done), said)
