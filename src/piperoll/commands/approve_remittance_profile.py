"""Approve how a payer's lists look, as somebody else wrote it."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.receipting.approve_remittance_profile import approve_remittance_profile

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("profile", help="the layout's code")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Approve it. Raises NoSuchRemittanceProfile, OwnRemittanceProfile, LayoutApprovedAlready."""
    done = approve_remittance_profile(profile=options.profile, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"Lists of {done.profile} are read by version {done.version} from now on.")
