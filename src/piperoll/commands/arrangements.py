"""Show arrangements, those that need somebody first; with a number, what was due when, what came, what is behind."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import date
from typing import Any

from piperoll.arrangements import standing
from piperoll.arrangements.rules import ENDS, STATES, in_words, reference_of
from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns, now, today
from piperoll.customers.models import Customer
from piperoll.foundations.money import pounds
from piperoll.safeguards.seeing import every_hidden, look

GROUP = "Arrangements"
NEEDS_ACTOR = True
MOST = 1_000


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("arrangement", type=int, nargs="?", metavar="ARRANGEMENT", help="one, by its number")
    parser.add_argument(
        "--state", default="", choices=["", *STATES, "review", *ENDS], metavar="STATE",
        help=f"only those: {', '.join([*STATES, 'review', *ENDS])}",
    )  # fmt: skip
    parser.add_argument("--ended", action="store_true", help="those that have ended too")


def run(options: argparse.Namespace) -> Answer:
    """Show them. Raises NotPermitted, NoSuchArrangement, RecordRestricted."""
    options.by.must("see_arrangements")
    on = today()
    if options.arrangement is not None:
        return _one(options, on)
    hidden = every_hidden(on=on, by=options.by)
    found = standing.listed(on, state=options.state, ended=options.ended or options.state in ENDS, most=MOST)
    rows = [row._asdict() for row in found]
    for row in rows:
        if row["reference"] in hidden:
            row |= {"reference": "Restricted record", "name": "", "why": ""}
    shown = [
        (reference_of(row["id"]), row["reference"], {**STATES, **ENDS}[row["state"]],
         f"{pounds(row['open_pence'])} open",
         f"{pounds(row['behind_pence'])} behind" if row["behind_pence"] else "",
         f"next {row['next_on']:%d %b %Y}" if row["next_on"] else "")
        for row in rows
    ]  # fmt: skip
    return Answer({"arrangements": rows}, columns(shown) or "No arrangement stands.")


def _one(options: argparse.Namespace, on: date) -> Answer:
    shown: Any = standing.stands(options.arrangement, on)
    look(Customer.objects.get(pk=shown.customer_id), place="./piperoll arrangements", on=on, at=now(), by=options.by)
    plan = standing.planned(shown.id)
    rows = standing.payments(plan, paid=shown.paid_pence, wanted=shown.total_pence - shown.lessened_pence)
    lines = [(f"{one.due_on:%d %b %Y}", pounds(one.wanted_pence), f"{pounds(one.came_pence)} came") for one in rows]
    head = (
        f"{reference_of(shown.id)} of {shown.reference}: {in_words(shown.every, plan)}.\n"
        f"{ {**STATES, **ENDS}[shown.state] }. {pounds(shown.paid_pence)} came of {pounds(shown.total_pence)}, "
        f"{pounds(shown.behind_pence)} behind, {pounds(shown.open_pence)} open."
    )
    data = {**shown._asdict(), "payments": [asdict(one) for one in rows]}
    return Answer(data, f"{head}\n{columns(lines)}")
