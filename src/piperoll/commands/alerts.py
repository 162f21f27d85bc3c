"""Show files amiss: late, empty, offered twice, out of balance or out of sequence. Exit code 1 while any stands."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import moment, now
from piperoll.interfaces.alerts import KINDS, standing

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--at", type=moment, default=None, metavar="MOMENT", help="as at a moment (else now)")


def run(options: argparse.Namespace) -> Answer:
    """Show them. Raises NotPermitted."""
    options.by.must("see_alerts")
    found = standing(options.at or now())
    said = [f"{one.key}\n  {KINDS[one.kind]}: {one.name}. {one.told}\n  {one.to_do}" for one in found]
    return Answer(
        {"alerts": [asdict(one) for one in found]}, "\n".join(said) or "No alert stands.", exit_code=1 if found else 0
    )
