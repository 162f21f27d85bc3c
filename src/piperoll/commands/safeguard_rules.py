"""Show what each flag and hold means for each act: the rules, the days they hold, and by whose authority."""

from __future__ import annotations

import argparse

from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns
from piperoll.safeguards.models import Rule
from piperoll.safeguards.set_safeguard_rule import STATES

GROUP = "Set-up"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("state", nargs="?", choices=list(STATES), metavar="STATE", help="of this flag or hold alone")


def run(options: argparse.Namespace) -> Answer:
    """List them."""
    options.by.must("see_council")
    found = Rule.objects.filter(**({"state": options.state} if options.state else {})).order_by("state", "act", "pk")
    data = [
        {
            "state": one.state, "act": one.act, "answer": one.answer, "sentence": one.sentence,
            "reaches_joint": one.reaches_joint, "valid_from": one.valid_from, "valid_to": one.valid_to,
            "authority": one.authority,
        }
        for one in found
    ]  # fmt: skip
    rows = [(one.state, one.act, one.answer, one.sentence, one.authority) for one in found]
    return Answer({"rules": data}, columns(rows))
