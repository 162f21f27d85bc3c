"""Measure how well receipts were matched over a year, and from which score a suggestion may be accepted unseen"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns, now
from piperoll.receipting.measure_matching import measure_matching

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Measure. Raises NoFigureHolds."""
    done = measure_matching(on=options.on, at=now(), by=options.by)
    told = columns(
        [
            ("receipts of the year", f"{done.receipts:,}"),
            ("placed by the engine alone", f"{done.by_engine:,}"),
            ("of those undone later", f"{done.taken_back:,}"),
            ("waiting", f"{done.waiting:,}"),
            ("days the middle one waited", "none placed" if done.middle_days is None else f"{done.middle_days:,}"),
            ("suggestions decided", f"{done.suggested:,}"),
            ("right as suggested", f"{done.suggested_right:,}"),
            ("right customer at least", f"{done.customer_right:,}"),
            ("certain from score", "none yet" if done.certain is None else str(done.certain)),
        ]
    )
    return Answer(asdict(done), told)
