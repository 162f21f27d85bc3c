"""Place a receipt as one of the engine's candidates says: the best is 1, the next 2…"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.foundations.money import pounds
from piperoll.receipting import queries
from piperoll.receipting.accept_candidate import NoSuchCandidate, accept_candidate

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("receipt", type=int, help="the receipt's number")
    parser.add_argument("candidate", type=int, nargs="?", default=1, help="which of the candidates (else the best)")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Accept it. Raises NoSuchCandidate, NothingInSuspense, MoneyOut, MovedOn."""
    made = queries.matches(options.receipt)
    if not made:
        raise NoSuchCandidate()
    done = accept_candidate(match=made[0].id, candidate=options.candidate - 1, on=options.on, at=now(), by=options.by)
    said = (
        f"{pounds(done.placed_pence)} of receipt {done.receipt} placed, {pounds(done.allocated_pence)} of it allocated."
    )
    return Answer(asdict(done), said)
