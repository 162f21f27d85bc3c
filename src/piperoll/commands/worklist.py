"""Show a worklist: what is due today, calls back first, each with why it is there and what is next.

worklist olive.officer        one officer's (yours when nobody is named); or a team's, by its code
"""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from piperoll.cases import queries
from piperoll.cases.owners import owner_called
from piperoll.cases.queries import Asked
from piperoll.cases.rules import CHASING, SUGGESTED
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns, day, today
from piperoll.council.set_dated_figure import service_coded
from piperoll.foundations.money import pounds
from piperoll.safeguards.seeing import every_hidden

GROUP = "Recovery"
NEEDS_ACTOR = True
MOST = 10_000
EVERYBODY = "everybody"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "owner", nargs="?", default="", metavar="OWNER", help=f"a username, a team’s code, or {EVERYBODY}"
    )
    parser.add_argument("--until", type=day, metavar="DATE", help="what is due until this day (else today)")
    parser.add_argument(
        "--service", default="", metavar="CODE", help="only where something is overdue from this service"
    )
    parser.add_argument("--action", default="", choices=["", *SUGGESTED], help="only what is next so")
    ask_for_the_day(parser, "the day it is asked of")


def run(options: argparse.Namespace) -> Answer:
    """Show it. Raises NoSuchOwner, HasNoWorklist, NoSuchService."""
    options.by.must("see_recovery")
    service = service_coded(options.service).pk if options.service else None
    more = {"until": options.until or options.on, "service": service, "action": options.action}
    asked = Asked(**_whose(options.owner, options.by.user_id, options.on), **more)
    hidden = every_hidden(on=today(), by=options.by)
    found = [
        *queries.callbacks(asked, options.on, most=MOST), *queries.worklist(asked, options.on, most=MOST)
    ]  # fmt: skip
    rows = [row for row in found if row.reference not in hidden]
    told = [
        (
            f"{row.due_on}{f' {row.due_time:%H:%M}' if row.due_time else ''}", row.reference, row.name,
            "Do not chase" if row.stopped and row.action in CHASING else SUGGESTED[row.action],
            pounds(row.overdue_pence), row.stopped or row.reason,
        )
        for row in rows
    ]  # fmt: skip
    return Answer({"rows": [row._asdict() for row in rows]}, columns(told) if told else "Nothing is due.")


def _whose(text: str, me: int, on: date) -> dict[str, Any]:
    if text.strip().lower() == EVERYBODY:
        return {}
    if not text.strip():
        return queries.list_of_officer(me, on)
    owner = owner_called(text)
    return queries.list_of_team(owner.team, on) if owner.team else queries.list_of_officer(owner.officer or 0, on)
