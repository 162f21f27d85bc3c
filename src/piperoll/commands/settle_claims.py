"""Settle the indemnity claims whose day has come: what was claimed is owed again."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.bacs.settle_claims import settle_claims
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now
from piperoll.foundations.money import pounds

GROUP = "Direct Debit"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Settle them."""
    done = settle_claims(on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"{count(done.claims, 'claim')} settled: {pounds(done.pence)} is owed again.")
