"""Show who looked at restricted records, newest first, and by whose leave."""

from __future__ import annotations

import argparse

from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns
from piperoll.foundations.actors import NotPermitted
from piperoll.safeguards.seeing import views

GROUP = "Customers"
NEEDS_ACTOR = True
MOST = 200


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing of its own."""


def run(options: argparse.Namespace) -> Answer:
    """Show them. Raises NotPermitted."""
    if "see_views" not in options.by.may:
        raise NotPermitted(name=options.by.name, act="see views", role=options.by.role)
    found = views(most=MOST)
    rows = [
        (f"{v.at:%Y-%m-%d %H:%M}", v.username, v.reference, v.place, v.reason if v.is_granted else "turned away")
        for v in found
    ]
    said = columns(rows) or "Nobody has looked at a restricted record."
    return Answer({"views": [v._asdict() for v in found]}, said)
