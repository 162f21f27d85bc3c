"""Withdraw leave to see a restricted record, with the reason."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.safeguards.withdraw_view import withdraw_view

GROUP = "Customers"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("grant", type=int, help="the leave's number, from the page of who may see the record")
    parser.add_argument("--reason", required=True, metavar="WORDS", help="why it is withdrawn")
    ask_for_the_day(parser, "the first day they may not")


def run(options: argparse.Namespace) -> Answer:
    """Withdraw it. Raises WordsMissing, NoSuchGrant, LeaveOver."""
    withdrawn = withdraw_view(grant=options.grant, reason=options.reason, on=options.on, at=now(), by=options.by)
    return Answer(asdict(withdrawn), f"{withdrawn.username} may see it no more.")
