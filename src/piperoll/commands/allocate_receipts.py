"""Match everything in suspense: what is certain is allocated, what is likely suggested, the rest waits."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns, now
from piperoll.foundations.money import pounds
from piperoll.receipting.allocate_receipts import allocate_receipts

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Allocate. Raises StillWorking."""
    done = allocate_receipts(on=options.on, at=now(), by=options.by)
    told = columns(
        [
            ("expected", f"{done.expected:,}"),
            ("looked at", f"{done.looked_at:,}"),
            ("allocated", f"{done.allocated:,}"),
            ("suggested", f"{done.suggested:,}"),
            ("left in suspense", f"{done.suspense:,}"),
            ("overtaken", f"{done.overtaken:,}"),
            ("placed on accounts", pounds(done.placed_pence)),
            ("of it allocated", pounds(done.allocated_pence)),
            ("for other ledgers", f"{done.for_funds:,}, {pounds(done.funds_pence)}"),
        ]
    )
    return Answer(asdict(done), f"Run {done.run}: receipts in suspense.\n{told}")
