"""Say which file should come, on which working days and by what hour; it is late when it has not.

expect-file statement MAIN --days 1 2 3 4 5 --by 09:30 --from 2026-12-01 --authority "Banking contract"
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import time

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, day_in_words, now
from piperoll.interfaces.expect_file import KINDS, WEEKDAYS, expect_file

GROUP = "Set-up"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("kind", choices=list(KINDS), help="what should come")
    parser.add_argument(
        "subject", nargs="?", default="", help="the code of its bank account, service or profile; which report"
    )
    parser.add_argument(
        "--days",
        type=int,
        nargs="*",
        default=list(WEEKDAYS),
        metavar="N",
        help="1 is Monday, 5 Friday; none: no longer",
    )
    parser.add_argument(
        "--by", dest="hour", type=_hour, required=True, metavar="HH:MM", help="the hour it is late from"
    )
    parser.add_argument("--from", dest="valid_from", type=day, required=True, metavar="DATE", help="the first day")
    parser.add_argument("--authority", required=True, metavar="WORDS", help="the contract or agreement")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Expect it. Raises NothingLikeThat, NoSuchReport, NotAWorkingDay, NoSuchBankAccount, NoSuchService, NoSuchProfile,
    NoAuthority, BeginsTooEarly."""
    done = expect_file(
        kind=options.kind, subject=options.subject, weekdays=options.days, by_hour=options.hour,
        valid_from=options.valid_from, authority=options.authority, on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    days = ", ".join(WEEKDAYS[one] for one in done.weekdays)
    held = f"expected by {done.by_hour:%H:%M} on {days}" if days else "no longer expected"
    return Answer(asdict(done), f"{done.name}: {held}, from {day_in_words(done.valid_from)}.")


def _hour(text: str) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not an hour like 09:30") from None
