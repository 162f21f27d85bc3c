"""End a link between two customers, from a day on."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.customers.unlink_customers import unlink_customers

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("link", type=int, help="the link's number, as  all-they-owe  shows it")
    parser.add_argument("--reason", required=True, metavar="WORDS", help="why")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """End it. Raises what unlink_customers refuses."""
    done = unlink_customers(link=options.link, reason=options.reason, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"Link {done.link} is ended (run {done.run}).")
