"""List disputes and queries, the first due first; with a number, one and its story; --codes: what they may be about"""

from __future__ import annotations

import argparse
from typing import Any

from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns, today
from piperoll.disputes import queries
from piperoll.disputes.finding import codes_on, dispute_numbered
from piperoll.disputes.rules import KINDS, OUTCOMES, STEPS, reference_of
from piperoll.foundations.money import pounds
from piperoll.safeguards.seeing import NOT_NAMED, every_hidden

GROUP = "Disputes"
NEEDS_ACTOR = True
MOST = 1_000


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("dispute", type=int, nargs="?", help="one of them")
    parser.add_argument(
        "--state", choices=list(queries.STATES), default="open", metavar="STATE", help=", ".join(queries.STATES)
    )
    parser.add_argument("--service", default="", metavar="CODE", help="with this service")
    parser.add_argument("--customer", default="", metavar="REFERENCE", help="of this customer")
    parser.add_argument("--codes", action="store_true", help="what a dispute may be about")


def run(options: argparse.Namespace) -> Answer:
    """Show them. Raises NotPermitted, NoSuchDispute."""
    options.by.must("see_disputes")
    if options.codes:
        return _codes()
    if options.dispute:
        dispute_numbered(options.dispute, options.by)
    wanted = queries.Wanted(options.state if not options.dispute else "", options.service, customer=options.customer)
    hidden = every_hidden(on=today(), by=options.by)
    found = [
        row._asdict() for row in queries.listed(wanted, options.by, on=today(), most=MOST, dispute=options.dispute)
    ]
    for row in found:
        if row["reference"] in hidden:
            row |= {"reference": NOT_NAMED, "name": "", "invoice": "", "words": "", "answer": ""}
    told = columns([_line(row) for row in found]) or "There are none."
    data: dict[str, object] = {"disputes": found}
    if options.dispute and found and found[0]["reference"] != NOT_NAMED:
        events = [row._asdict() for row in queries.story(options.dispute)]
        data["story"] = events
        told += "\n" + columns([(f"{e['started_at']:%-d %b %Y}", e["what"], e["by_name"], e["words"]) for e in events])
    return Answer(data, told)


def _line(row: dict[str, Any]) -> tuple[str, ...]:
    due = "answered" if row["answered_on"] else f"to answer by {row['answer_by']:%-d %b %Y}"
    return (
        reference_of(row["dispute_id"]), KINDS[row["kind"]], row["reference"], row["invoice"],
        pounds(row["amount_pence"]) if row["amount_pence"] else "", row["service"], OUTCOMES.get(row["outcome"], due),
        STEPS.get(row["chased"], ""),
    )  # fmt: skip


def _codes() -> Answer:
    rows = [
        {
            "code": one.code, "name": one.name, "service": one.service.code if one.service else "",
            "answer_days": one.answer_days,
        }
        for one in codes_on(today()).values()
    ]  # fmt: skip
    told = [
        (row["code"], row["name"], row["service"] or "whoever billed", f"{row['answer_days']} working days")
        for row in rows
    ]
    return Answer({"codes": rows}, columns(told))
