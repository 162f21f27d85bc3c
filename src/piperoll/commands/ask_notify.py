"""Ask GOV.UK Notify what became of what it was given; an email that failed goes by post instead."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.dispatch.ask_notify import ask_notify

NEEDS_ACTOR = True
GROUP = "Letters"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Ask. Raises NoNotifyKey, NotifyAway, StillWorking."""
    asked = ask_notify(on=options.on, at=now(), by=options.by)
    said = f"{asked.asked:,} asked after: {asked.delivered:,} delivered, {asked.failed:,} failed, "
    return Answer(asdict(asked), said + f"{asked.on_their_way:,} on their way.")
