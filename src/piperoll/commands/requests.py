"""Show requests: those that wait for you to decide, or with --mine your own, or --all that you may see.

Decide one with  ./piperoll decide-request NUMBER approve  (or refuse, or return, with --reason).
"""

from __future__ import annotations

import argparse
from typing import Any

from piperoll.authority import queries
from piperoll.authority.states import REQUEST_STATES
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns
from piperoll.foundations.money import pounds

GROUP = "Authority"
NEEDS_ACTOR = True
MOST = 500


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--mine", action="store_true", help="those you asked for")
    which.add_argument("--all", action="store_true", help="all that you may see, the newest first")
    parser.add_argument(
        "--state", default="", choices=REQUEST_STATES.names[1:], help="with --mine or --all: in this state"
    )
    ask_for_the_day(parser, what="the day limits and covers are asked for")


def run(options: argparse.Namespace) -> Answer:
    """List them."""
    options.by.must("see_requests")
    if options.mine or options.all:
        found = queries.listed(options.by, mine=options.mine, state=options.state, most=MOST)
    else:
        found = queries.waiting_for(options.by, on=options.on)
    rows = [
        (r.id, r.state, r.act, r.subject, pounds(r.amount_pence), r.service, f"asked by {r.asked_by} on {r.asked_on}")
        for r in found
    ]
    data: dict[str, Any] = {"requests": [row._asdict() for row in found]}
    return Answer(data, columns(rows) if rows else "Nothing waits.")
