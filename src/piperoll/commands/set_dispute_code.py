"""Say what a dispute may be about from a day on, which service answers, and in how many working days"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_dated, ask_for_the_day, day_in_words, now
from piperoll.disputes.set_dispute_code import set_dispute_code

GROUP = "Set-up"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("code", help="small letters, like not_delivered")
    parser.add_argument("name", help="what it means, in a few words")
    parser.add_argument("--days", type=int, required=True, help="working days to answer in")
    parser.add_argument("--service", default="", metavar="CODE", help="who answers (whoever billed, if left out)")
    parser.add_argument("--not-used", action="store_true", help="it is given no more")
    ask_for_dated(parser)
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Set it. Raises NotACode, NotThatManyDays, NoSuchServiceToAsk, NoAuthority, BeginsTooEarly."""
    done = set_dispute_code(
        code=options.code, name=options.name, answer_days=options.days, service=options.service,
        is_used=not options.not_used, valid_from=options.valid_from, authority=options.authority,
        source=options.source, to_verify=options.to_verify, on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    how = "is" if done.is_used else "is no more"
    return Answer(
        asdict(done), f"“{done.name}” {how} what a dispute may be about from {day_in_words(done.valid_from)}."
    )
