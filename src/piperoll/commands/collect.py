"""Choose what Direct Debit collects on a day: what is due, noticed and allowed. Somebody else releases it.

Nothing is asked of a bank yet. Whatever is left out is listed with its reason.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.bacs import queries
from piperoll.bacs.collect import collect, earliest
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns, count, day, day_in_words, now
from piperoll.foundations.money import pounds

GROUP = "Direct Debit"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "--collect-on",
        type=day,
        metavar="DATE",
        help="the day payers are debited (else the soonest a file of --on can)",
    )
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Choose. Raises NoServiceUser, NotAWorkingDay, TooSoonToCollect, TooFarAhead, ChosenAlready."""
    done = collect(collect_on=options.collect_on or earliest(options.on), on=options.on, at=now(), by=options.by)
    if done.collection_run is None:
        return Answer(asdict(done), f"Nothing is to be collected on {day_in_words(done.collect_on)}.")
    excluded = queries.exclusions(done.collection_run, most=1_000)
    said = (
        f"Collection run {done.collection_run}: {count(done.collections, 'collection')}, {pounds(done.pence)}, on "
        f"{day_in_words(done.collect_on)}; {done.excluded:,} left out. Somebody else releases it; the file must be in "
        f"by {day_in_words(done.input_by)}."
    )
    rows = [(row.reference, pounds(row.amount_pence), row.reason) for row in excluded]
    data = asdict(done) | {"exclusions": [row._asdict() for row in excluded]}
    return Answer(data, "\n".join([said, *([columns(rows)] if rows else [])]))
