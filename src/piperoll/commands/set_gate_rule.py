"""Say what becomes of a charge that a quality check speaks against: reject, flag or allow, from a day on.

set-gate-rule duplicate reject --service ASC --from 2027-04-01 --authority "Income policy 2027"
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.billing.quality_gate import CHECKS
from piperoll.billing.set_gate_rule import set_gate_rule
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_dated, ask_for_the_day, day_in_words, now

GROUP = "Set-up"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("check", choices=list(CHECKS), help="which check")
    parser.add_argument("action", choices=["reject", "flag", "allow"], help="what becomes of the charge")
    parser.add_argument("--service", default="", metavar="CODE", help="for this service alone (else for all)")
    ask_for_dated(parser)
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Set it. Raises NoSuchService, NoAuthority, BeginsTooEarly."""
    done = set_gate_rule(
        check=options.check, action=options.action, service=options.service.upper(), valid_from=options.valid_from,
        authority=options.authority, source=options.source, to_verify=options.to_verify,
        on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    whose = f" of {done.service}" if done.service else ""
    return Answer(asdict(done), f"The check {done.check}{whose}: {done.action} from {day_in_words(done.valid_from)}.")
