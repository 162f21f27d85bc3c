"""Look at every case an agent has: what is paid, protected or over comes back, and the agent is told. For every day."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.cases.watch_agents import watch_agents
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now

GROUP = "Recovery"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ask_for_the_day(parser, "the day they are looked at")


def run(options: argparse.Namespace) -> Answer:
    """Look. Raises StillWorking."""
    done = watch_agents(on=options.on, at=now(), by=options.by)
    said = (
        f"Run {done.run}: agents have {count(done.cases, 'case')}. Recalled: {done.paid:,} as paid, {done.over:,} as "
        f"over, {done.protected:,} to protect somebody."
    )
    return Answer(asdict(done), said)
