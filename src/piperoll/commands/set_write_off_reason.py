"""Say what a reason for write-offs needs from a day on: evidence, a flag on the record, an age; or that it is given no
more. Without --needs and the rest it needs nothing but words."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_dated, ask_for_the_day, day_in_words, now
from piperoll.safeguards.rules import FLAGS
from piperoll.write_offs.rules import REASONS
from piperoll.write_offs.set_write_off_reason import set_write_off_reason

GROUP = "Set-up"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("code", choices=list(REASONS), metavar="REASON", help=", ".join(REASONS))
    parser.add_argument("--needs", default="", metavar="WORDS", help="the evidence it needs")
    parser.add_argument("--flag", default="", choices=["", *FLAGS], metavar="FLAG", help="what the record must say")
    parser.add_argument("--least-age", type=int, default=0, metavar="DAYS", help="how long overdue a debt must be")
    parser.add_argument("--not-used", action="store_true", help="it is given no more")
    ask_for_dated(parser)
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Set it. Raises NoSuchFlag, NoAge, NoAuthority, BeginsTooEarly."""
    done = set_write_off_reason(
        code=options.code, needs=options.needs, flag=options.flag, least_age_days=options.least_age,
        is_used=not options.not_used, valid_from=options.valid_from, authority=options.authority,
        source=options.source, to_verify=options.to_verify, on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    how = "holds so" if done.is_used else "is given no more"
    return Answer(asdict(done), f"“{REASONS[done.code]}” {how} from {day_in_words(done.valid_from)}.")
