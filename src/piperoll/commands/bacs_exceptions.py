"""What Bacs told us that nothing of ours explains, and the reports that should have come and have not."""

from __future__ import annotations

import argparse

from piperoll.bacs import queries
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns, day_in_words

GROUP = "Direct Debit"
NEEDS_ACTOR = True
MOST = 1_000


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ask_for_the_day(parser, "the day to count from")


def run(options: argparse.Namespace) -> Answer:
    """List them. Raises NotPermitted."""
    options.by.must("see_mandates")
    waiting, missing = queries.exceptions(most=MOST), queries.missing_reports(options.on)
    implied = queries.implied_reports(options.on)
    data = {
        "exceptions": [row._asdict() for row in waiting], "missing": [row._asdict() for row in missing],
        "implied": [{"why": why, "to_do": to_do} for why, to_do in implied],
    }  # fmt: skip
    said = [columns([(str(row.id), row.kind, row.reference, row.exception) for row in waiting])] if waiting else []
    said += [
        f"File {row.serial}, processed {day_in_words(row.processing_on)}: no {row.missing} yet. Ask your bank for it."
        for row in missing
    ]
    said += [f"{why} {to_do}" for why, to_do in implied]
    return Answer(data, "\n".join(said) or "Nothing waits, and no report is missing.")
