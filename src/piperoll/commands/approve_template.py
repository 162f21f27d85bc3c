"""Approve the newest version of a letter template, which somebody else wrote. From then on it may be sent."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.documents.approve_template import approve_template

NEEDS_ACTOR = True
GROUP = "Letters"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("name", help="the template's name")
    parser.add_argument("version", type=int, help="the version you have read")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Approve it. Raises NoSuchTemplate, NotTheNewest, ApprovedAlready, NotYourOwnWords."""
    approved = approve_template(name=options.name, number=options.version, on=options.on, at=now(), by=options.by)
    return Answer(asdict(approved), f"Version {approved.number} of {approved.name} may be sent.")
