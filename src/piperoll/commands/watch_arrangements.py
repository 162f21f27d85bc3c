"""Look at every arrangement: end what is paid, write once to whoever is late, end what is broken. For every day."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.arrangements.watch_arrangements import watch_arrangements
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now
from piperoll.foundations.money import pounds

GROUP = "Arrangements"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ask_for_the_day(parser, "the day they are looked at")


def run(options: argparse.Namespace) -> Answer:
    """Look. Raises NoApprovedTemplate, NoFigureHolds, StillWorking."""
    done = watch_arrangements(on=options.on, at=now(), by=options.by)
    said = (
        f"Run {done.run}: {count(done.arrangements, 'arrangement')}, {done.kept:,} kept. {done.late:,} late now and "
        f"written to ({pounds(done.late_pence)}), {done.waiting:,} wait for an answer, {done.unheard:,} reached by no "
        f"letter, {done.suspense:,} may be paid by money in suspense, {done.protected:,} late but protected. "
        f"{done.completed:,} completed; {done.broken:,} broken ({pounds(done.broken_pence)} open)."
    )
    return Answer(asdict(done), said)
