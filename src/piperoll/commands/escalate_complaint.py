"""Take a complaint to its next stage, or to the ombudsman: its clock begins, and recovery waits again"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day_in_words, now
from piperoll.disputes.escalate_complaint import escalate_complaint
from piperoll.disputes.rules import STAGES

GROUP = "Disputes"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("complaint", type=int, help="the complaint's number")
    parser.add_argument("--words", required=True, help="why they are not content")
    parser.add_argument("--reference", default="", help="the ombudsman's reference")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Take it on. Raises NoSuchComplaint, DecideItFirst, NothingAfter."""
    done = escalate_complaint(
        complaint=options.complaint, words=options.words, reference=options.reference, on=options.on, at=now(),
        by=options.by,
    )  # fmt: skip
    return Answer(asdict(done), f"{STAGES[done.stage]}: decide by {day_in_words(done.decide_by)}.")
