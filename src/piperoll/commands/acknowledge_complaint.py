"""Acknowledge a complaint by letter: that it came, and by when it is answered"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now
from piperoll.disputes.acknowledge_complaint import acknowledge_complaint

GROUP = "Disputes"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("complaint", type=int, help="the complaint's number")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Acknowledge it. Raises NoSuchComplaint, StageDecided, AcknowledgedAlready."""
    done = acknowledge_complaint(complaint=options.complaint, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"{count(done.letters, 'letter')} to go{', late' if done.was_late else ''}.")
