"""Approve how money for another ledger is known and told, as somebody else wrote it."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.funds.approve_fund import approve_fund

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("fund", help="the fund's code")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Approve it. Raises NoSuchFund, OwnFund, FundApprovedAlready."""
    done = approve_fund(fund=options.fund, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"{done.fund} is known by version {done.version} from {done.valid_from:%-d %B %Y} on.")
