"""Approve a request (then it is done at once), refuse it, or return it with a question.

Where its limit asks for two people, the first approval is kept, and it waits for the second.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.authority.decide_request import decide_request
from piperoll.authority.states import DECISIONS
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now

GROUP = "Authority"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("request", type=int, help="its number, from  ./piperoll requests")
    parser.add_argument("decision", choices=DECISIONS, help="what you decide")
    parser.add_argument("--reason", default="", help="why (needed to refuse or return)")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Decide it. Raises whatever decide_request refuses."""
    done = decide_request(
        request=options.request,
        decision=options.decision,
        reason=options.reason,
        on=options.on,
        at=now(),
        by=options.by,
    )
    if done.next_deciders:
        return Answer(asdict(done), f"You agreed to request {done.request}: now it waits for {done.next_deciders}.")
    return Answer(asdict(done), f"Request {done.request} is {done.state}. {done.done}".rstrip())
