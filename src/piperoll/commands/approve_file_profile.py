"""Approve how somebody's files of payments are laid out, as somebody else wrote it."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.takings.approve_file_profile import approve_file_profile

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("profile", help="the profile's code")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Approve it. Raises NoSuchProfile, OwnProfile, ApprovedAlready."""
    done = approve_file_profile(profile=options.profile, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"Files of {done.profile} are read by version {done.version} from now on.")
