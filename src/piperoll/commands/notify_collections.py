"""Write advance notices: what will be taken by Direct Debit, from whom and when. Dispatch sends them."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now
from piperoll.direct_debit.notify_collections import notify_collections
from piperoll.foundations.money import pounds

GROUP = "Direct Debit"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ask_for_the_day(parser, "the day the notices are written")


def run(options: argparse.Namespace) -> Answer:
    """Write them. Raises whatever the verb refuses."""
    done = notify_collections(on=options.on, at=now(), by=options.by)
    said = (
        f"Run {done.run}: {count(done.notices, 'notice')} of {count(done.collections, 'collection')}, "
        f"{pounds(done.amount_pence)}; {done.post:,} by post, {done.email:,} by email, {done.pulled:,} pulled."
    )
    if done.moved:
        said += f" {count(done.moved, 'day')} of fixed plans too near to be told in time moved to the first that can."
    return Answer(asdict(done), said)
