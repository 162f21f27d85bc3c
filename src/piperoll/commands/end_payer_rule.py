"""End a rule in force; what it placed before stands"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.receipting.end_payer_rule import end_payer_rule

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("rule", type=int, help="the rule's number")
    parser.add_argument("reason", help="why it holds no more")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """End it. Raises NoSuchRule, NotThatState, WordsMissing, WordsTooLong, CardNumber."""
    done = end_payer_rule(rule=options.rule, reason=options.reason, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"Rule {done.rule} holds no more.")
