"""Approve a proposed rule, or decline it with a reason"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.receipting.decide_payer_rule import decide_payer_rule

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("rule", type=int, help="the rule's number")
    parser.add_argument("--decline", default="", metavar="REASON", help="do not let it hold")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Decide it. Raises NoSuchRule, NotThatState, WordsTooLong, CardNumber."""
    done = decide_payer_rule(
        rule=options.rule, approve=not options.decline, reason=options.decline, on=options.on, at=now(), by=options.by
    )
    said = "holds from the next allocation on" if done.approved else "is declined"
    return Answer(asdict(done), f"Rule {done.rule} {said}.")
