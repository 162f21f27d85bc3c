"""List a service's balances too small to be chased, with what is left out and why. Nothing is written off yet.

How small and how old is set under Terms and other figures. Look at the list, then  ./piperoll request-small-write-offs
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now
from piperoll.foundations.money import pounds
from piperoll.write_offs.propose_small_write_offs import propose_small_write_offs

GROUP = "Write-offs"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("service", metavar="SERVICE", help="the service's code")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Propose. Raises NoSuchService, NothingSmall, NoFigureHolds."""
    done = propose_small_write_offs(service=options.service, on=options.on, at=now(), by=options.by)
    said = f"SMALL-{done.small_run}: {count(done.many, 'debt')}, {pounds(done.pence)}, and {done.left_out:,} left out."
    return Answer(asdict(done), f"{said} See them with  ./piperoll small-write-offs {done.small_run}")
