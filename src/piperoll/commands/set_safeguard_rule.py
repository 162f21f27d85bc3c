"""Say what a flag or hold means for an act from a day on: allow, bar, or route through whoever acts for the customer.

set-safeguard-rule dispute send_statements bar --sentence "not while we look into it" --from 2027-04-01 \\
  --authority "Income policy 2027"
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_dated, ask_for_the_day, day_in_words, now
from piperoll.safeguards.rules import ACTS, ANSWERS
from piperoll.safeguards.set_safeguard_rule import STATES, set_safeguard_rule

GROUP = "Set-up"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("state", choices=list(STATES), metavar="STATE", help=", ".join(STATES))
    parser.add_argument("act", choices=list(ACTS), metavar="ACT", help=", ".join(ACTS))
    parser.add_argument("answer", choices=list(ANSWERS), help="what it means")
    parser.add_argument(
        "--sentence", required=True, metavar="WORDS", help="what is said after the flag's name and a colon"
    )
    parser.add_argument("--reaches-joint", action="store_true", help="it protects a joint account of theirs too")
    ask_for_dated(parser)
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Set it. Raises LawBars, RouteWhere, WordsMissing, WordsTooLong, NoAuthority, BeginsTooEarly."""
    done = set_safeguard_rule(
        state=options.state, act=options.act, answer=options.answer, sentence=options.sentence,
        reaches_joint=options.reaches_joint, valid_from=options.valid_from, authority=options.authority,
        source=options.source, to_verify=options.to_verify, on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    said = f"{STATES[done.state]}, {ACTS[done.act].lower()}: {ANSWERS[done.answer].lower()}"
    return Answer(asdict(done), f"{said} from {day_in_words(done.valid_from)}.")
