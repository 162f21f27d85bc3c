"""List the pairs of customers likely to be one that nobody has answered yet, the likeliest first."""

from __future__ import annotations

import argparse

from piperoll.commands.answers import Answer
from piperoll.commands.asking import today
from piperoll.customers.answering import waiting, waiting_count
from piperoll.safeguards.seeing import hidden_from

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--most", type=int, default=20, metavar="N", help="show so many (else 20)")


def run(options: argparse.Namespace) -> Answer:
    """Show them."""
    many, found = waiting_count(today()), waiting(today(), most=max(options.most, 1))
    hidden = hidden_from([key for row in found for key in (row.first_id, row.second_id)], on=today(), by=options.by)
    rows = [row for row in found if hidden.isdisjoint((row.first_id, row.second_id))]
    if not rows:
        return Answer({"waiting": 0, "pairs": []}, "No pair waits for an answer. Look for more with  find-duplicates.")
    told = "\n".join(
        f"{row.score}%  {row.first_reference} {row.first_name}, {row.first_place or 'no address'}\n"
        f"     {row.second_reference} {row.second_name}, {row.second_place or 'no address'}\n"
        f"     {'; '.join(row.evidence)}"
        for row in rows
    )
    wait = "pair waits" if many == 1 else "pairs wait"
    return Answer(
        {"waiting": many, "pairs": [row._asdict() for row in rows]}, f"{many:,} {wait} for an answer.\n{told}"
    )
