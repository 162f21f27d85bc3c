"""Say what you found out about an alert: it stands no longer. Keys are those that  ./piperoll alerts  shows."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.interfaces.acknowledge_alert import acknowledge_alert

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("key", help="the alert, like duplicate-17")
    parser.add_argument("--reason", required=True, help="what you found out")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Note it. Raises NoSuchAlert, NoReason."""
    done = acknowledge_alert(key=options.key, reason=options.reason, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"{done.name}: noted, and it no longer stands.")
