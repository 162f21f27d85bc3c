"""Change the council's own details, named as in its set-up file.

  change-council phone="01632 960 111" brand_colour="#5a2d81"

How references are written cannot change once numbers were given out.
"""

from __future__ import annotations

import argparse
from typing import Any

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns, now
from piperoll.council.change_council import change_council

GROUP = "Set-up"
NEEDS_ACTOR = True
_WORDS = {"true": True, "false": False}


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("details", nargs="+", type=_detail, metavar="NAME=VALUE", help="what changes")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Change them. Raises NoCouncilYet, NotADetail, BadDetail, NumbersGivenOut."""
    done = change_council(details=dict(options.details), on=options.on, at=now(), by=options.by)
    rows = [
        (name.replace("_", " "), str(was) or "nothing", "is now", str(new) or "nothing")
        for name, (was, new) in done.changes.items()
    ]
    return Answer(
        {"run": done.run, "changes": done.changes}, columns(rows, indent=0) if rows else "All of that was so already."
    )


def _detail(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALUE")
    if name.endswith("_digits") and value.isdigit():
        return name, int(value)
    if name == "references_checked":
        return name, _WORDS.get(value.lower(), value)
    return name, value.replace("\\n", "\n")
