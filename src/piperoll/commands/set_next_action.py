"""Say what is next on an account and by which day; with done, that it is done with and the ladder says again.

set-next-action C000000198 callback --by-day 2026-12-03 --hour 15:00 --note "After her shift"
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import time

from piperoll.cases.rules import ACTIONS
from piperoll.cases.set_next_action import WhatIsNext, in_words, set_next_action
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, now
from piperoll.commands.restricted import to_see

GROUP = "Recovery"
NEEDS_ACTOR = True
DONE = "done"


def hour(text: str) -> time:
    """An hour typed as 15:00."""
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not an hour, like 15:00") from None


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="REFERENCE", help="the customer’s reference, like C000000198")
    parser.add_argument("action", choices=[*ACTIONS, DONE], help="what is next")
    parser.add_argument("--by-day", type=day, metavar="DATE", help="by which day")
    parser.add_argument("--hour", type=hour, metavar="HH:MM", help="the hour a call back was promised for")
    parser.add_argument("--note", default="", metavar="WORDS", help="what is to be done")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Set it. Raises whatever the verb refuses."""
    customer = to_see(options)
    action = "" if options.action == DONE else options.action
    done = set_next_action(
        customer=customer.reference, action=action, due_on=options.by_day, due_time=options.hour, note=options.note,
        on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    return Answer(asdict(done), in_words(WhatIsNext(done.action, done.due_on, done.due_time)) + ".")
