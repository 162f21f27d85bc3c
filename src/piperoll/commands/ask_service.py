"""Ask a service about money nobody could place; it has so many working days to answer"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.suspense.ask_service import ask_service

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("receipt", type=int, help="the receipt's number")
    parser.add_argument("service", help="the service's code")
    parser.add_argument("words", help="what you want to know")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Ask it. Raises NoSuchReceipt, NothingInSuspense, NoSuchService, AskedAlready, NoFigureHolds."""
    done = ask_service(
        receipt=options.receipt, service=options.service, words=options.words, on=options.on, at=now(), by=options.by
    )
    return Answer(asdict(done), f"Question {done.question}: to be answered by {done.answer_by:%-d %B %Y}.")
