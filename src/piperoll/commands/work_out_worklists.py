"""Work out everybody's worklist for today: whose each overdue account is, what is next on it, and by which day.

Have it run every morning before people come in. Done again, nothing changes.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.cases.work_out_worklists import work_out_worklists
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now

GROUP = "Recovery"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Work them out. Raises StillWorking, NoFigureHolds."""
    done = work_out_worklists(on=options.on, at=now(), by=options.by)
    said = f"{count(done.accounts, 'account')} on the lists: {done.changed:,} changed, {done.gone:,} gone."
    return Answer(asdict(done), said)
