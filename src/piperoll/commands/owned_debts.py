"""Show who looks after what is overdue: each owner's accounts, what is due and late; and whatever nobody owns.

Exit code 1 when an account with something overdue has no owner, or stands on no list at all.
"""

from __future__ import annotations

import argparse
from typing import Any

from piperoll.cases import queries
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns, count, day_in_words
from piperoll.foundations.money import pounds

GROUP = "Recovery"
NEEDS_ACTOR = True
HEADINGS = ("Owner", "Accounts", "Overdue", "Due today", "Late", "Late since")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ask_for_the_day(parser, "the day it is asked of")


def run(options: argparse.Namespace) -> Answer:
    """Show it."""
    options.by.must("see_recovery")
    rows, missing = queries.load(options.on), queries.never_worked_out(options.on)
    nobodys = [row for row in rows if not queries.is_owned(row)]
    unowned = sum(row.accounts for row in nobodys) + missing.accounts
    told = [
        (
            _owner(row), f"{row.accounts:,}", pounds(row.overdue_pence), f"{row.due:,}", f"{row.late:,}",
            row.oldest_on or "",
        )
        for row in rows
    ]  # fmt: skip
    covers = queries.covers_between(options.on, queries.FOR_EVER)
    lines = [columns([HEADINGS, *told]) if told else "", *map(_cover, covers)]
    if missing.accounts:
        many = count(missing.accounts, "account")
        lines.append(f"{many} with {pounds(missing.pence)} overdue on no list: type  work-out-worklists")
    lines.append("Every overdue account has an owner." if not unowned else f"Nobody owns {count(unowned, 'account')}.")
    data: dict[str, Any] = {
        "unowned": unowned, "owners": [row._asdict() for row in rows], "on_no_list": missing._asdict(),
        "covers": [row._asdict() for row in covers],
    }  # fmt: skip
    return Answer(data, "\n".join(filter(None, lines)), 1 if unowned else 0)


def _owner(row: Any) -> str:
    name = row.team or row.officer or "Nobody"
    return name if queries.is_owned(row) or name == "Nobody" else f"{name} (nobody is there)"


def _cover(row: Any) -> str:
    days = f"{day_in_words(row.valid_from)} to {day_in_words(row.valid_to)}"
    return f"Cover {row.id}: {row.covered_by} for {row.away}, {days} ({row.reason})."
