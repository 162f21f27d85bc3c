"""List what services are asked about money nobody could place and have not answered, the first due first"""

from __future__ import annotations

import argparse

from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns
from piperoll.foundations.money import pounds
from piperoll.suspense import queries

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command takes nothing."""


def run(options: argparse.Namespace) -> Answer:
    """List them: those of one's own services, or of all for the income team."""
    options.by.must("answer_service")
    rows = queries.questions(options.by)
    data = [
        {
            "question": row.id, "receipt": row.receipt_id, "service": row.service, "words": row.words,
            "answer_by": row.answer_by.isoformat(), "amount_pence": row.amount_pence,
        }
        for row in rows
    ]  # fmt: skip
    told = columns(
        [
            (str(row.id), f"{row.service}, by {row.answer_by:%-d %b}: {row.words} ({pounds(row.amount_pence)})")
            for row in rows
        ]
    )
    return Answer({"questions": data}, told or "No service is asked anything.")
