"""Decide a complaint at the stage it has come to: its hold ends, and a letter says what was found and what follows"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now
from piperoll.disputes.decide_complaint import decide_complaint
from piperoll.disputes.rules import FINDINGS, STAGES, complaint_reference

GROUP = "Disputes"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("complaint", type=int, help="the complaint's number")
    parser.add_argument("finding", choices=list(FINDINGS), metavar="FINDING", help=", ".join(FINDINGS))
    parser.add_argument("--words", required=True, help="why, as the letter will say it")
    parser.add_argument("--remedy", default="", help="what is done to put it right")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Decide it. Raises NoSuchComplaint, StageDecided, NotAFinding, NoRemedy."""
    done = decide_complaint(
        complaint=options.complaint, finding=options.finding, words=options.words, remedy=options.remedy,
        on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    said = f"{FINDINGS[done.finding].lower()} at {STAGES[done.stage].lower()}; {count(done.letters, 'letter')} to go."
    return Answer(asdict(done), f"{complaint_reference(done.complaint)}: {said}")
