"""Give a figure that changes with time (payment terms) another value from a day on.

set-dated-figure payment_terms_days 21 --from 2027-04-01 --authority "Income policy 2027" --service ASC
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_dated, ask_for_the_day, day_in_words, now, number
from piperoll.council.rules import FIGURES
from piperoll.council.set_dated_figure import set_dated_figure

GROUP = "Set-up"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("name", choices=list(FIGURES), metavar="FIGURE", help=f"one of {', '.join(FIGURES)}")
    parser.add_argument("value", type=number, help="its value from then on, in the unit its name ends with")
    parser.add_argument("--service", default="", metavar="CODE", help="for this service alone (else for all)")
    ask_for_dated(parser)
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Set it. Raises NotThatMuch, NoSuchService, NoAuthority, BeginsTooEarly."""
    done = set_dated_figure(
        name=options.name,
        value=options.value,
        service=options.service.upper(),
        valid_from=options.valid_from,
        authority=options.authority,
        source=options.source,
        to_verify=options.to_verify,
        on=options.on,
        at=now(),
        by=options.by,
    )
    kind = FIGURES[done.name]
    whose = f" of {done.service}" if done.service else ""
    said = f"{kind.name}{whose}: {done.value} {kind.unit} from {day_in_words(done.valid_from)}."
    return Answer(asdict(done), said)
