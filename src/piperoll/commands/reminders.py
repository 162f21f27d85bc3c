"""Show reminder runs, or every account of one with its step or why none."""

from __future__ import annotations

import argparse
from typing import Any

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns, count
from piperoll.foundations.money import pounds
from piperoll.recovery import queries
from piperoll.recovery.rules import STAGES, TRACKS, WHY
from piperoll.recovery.wordings import Wording, wordings
from piperoll.safeguards.seeing import every_hidden

GROUP = "Recovery"
NEEDS_ACTOR = True
MOST = 100_000


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("reminder_run", nargs="?", type=int, metavar="RUN", help="the accounts of this run")
    parser.add_argument("--why", default="", choices=["", *WHY], metavar="WHY", help=", ".join(WHY))
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """List them. Raises NoSuchReminderRun."""
    options.by.must("see_recovery")
    if options.reminder_run is None:
        return _runs()
    found = queries.run(options.reminder_run)
    hidden = every_hidden(on=found.proposed_on, by=options.by)
    rows = [
        row for row in queries.accounts(found.id, why=options.why, most=MOST) if row.customer not in hidden
    ]  # fmt: skip
    words = wordings(found.id, options.on) if found.what is None else []
    told = [
        (
            row.customer,
            row.name,
            WHY[row.why],
            STAGES.get(row.stage, ""),
            pounds(row.chased_pence),
            row.dropped or row.reason,
        )
        for row in rows
    ]
    left_out = f"{len(hidden):,} restricted records may be among them and are not shown." if hidden else ""
    data: dict[str, Any] = {
        "reminder_run": found._asdict(),
        "accounts": [row._asdict() for row in rows],
        "words": [
            {
                "track": one.track,
                "stage": one.stage,
                "goes_by": one.goes_by,
                "letters": one.letters,
                "templates": _names(one),
            }
            for one in words
        ],
    }
    listed = columns(told) if told else "No account is there."
    return Answer(data, "\n".join(filter(None, [listed, *map(_worded, words), left_out])))


def _names(one: Wording) -> list[str]:
    """The templates its letters would be written in, the one most would read first."""
    return [version.template.name for version in (one.words, *one.others) if version]


def _worded(one: Wording) -> str:
    first, *others = _names(one) or ["no approved words: write some first"]
    way = "" if one.goes_by == "letter" else f" by {one.goes_by}"
    said = f"{STAGES[one.stage]}{way}, {TRACKS[one.track].lower()}: {count(one.letters, 'letter')} in {first}"
    return said + (f"; others may read {', '.join(others)}." if others else ".")


def _runs() -> Answer:
    found = queries.runs(most=50)
    rows = [
        (
            row.id,
            str(row.proposed_on),
            row.what or ("waits" if row.letters else "nothing to send"),
            f"{row.accounts:,}",
            f"{row.letters:,}",
            pounds(row.letters_pence),
        )
        for row in found
    ]
    return Answer(
        {"runs": [row._asdict() for row in found]}, columns(rows) if rows else "Nobody has been reminded yet."
    )
