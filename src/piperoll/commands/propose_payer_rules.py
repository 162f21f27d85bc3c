"""Propose rules from what was placed by hand again and again in 90 days; none holds until somebody approves it"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now
from piperoll.receipting.propose_payer_rules import propose_payer_rules

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Look for them."""
    done = propose_payer_rules(on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"{count(done.rules, 'rule')} proposed. See them with payer-rules.")
