"""Ask that a business be charged for paying late: interest, the fixed sum of each invoice, and costs beyond it.

What the Late Payment Act allows on debts under a contract, by the day before; on an invoice of its own. Somebody else
decides, unless your limit lets you alone. Nobody else's debts are charged: there only a court may add interest.

request-late-charges ANY000123 --why "Reminded twice; 90 days late"
request-late-charges ANY000123 --why "Agent had to trace them" --costs 120.00 --costs-for "Tracing agent"
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, documents, now, pence
from piperoll.foundations.money import pounds
from piperoll.interest.request_late_charges import LateChargesWanted, request_late_charges

GROUP = "Recovery"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="CUSTOMER", help="whose debts")
    parser.add_argument("--why", required=True, help="why it is charged, in a few words")
    parser.add_argument(
        "--invoice", action="append", default=[], metavar="NUMBER", help="only for this invoice (again for another)"
    )
    parser.add_argument("--costs", type=pence, default=0, metavar="POUNDS", help="costs beyond the fixed sums")
    parser.add_argument("--costs-for", default="", help="what the costs were for")
    parser.add_argument("--evidence", default="", help="where what shows it is kept")
    parser.add_argument("--file", type=Path, action="append", default=[], help="kept with it: PDF, PNG or JPEG")
    ask_for_the_day(parser, "up to the day before this")


def run(options: argparse.Namespace) -> Answer:
    """Ask. Raises OnlyACourtMay, NothingToCharge and whatever else the verb refuses."""
    wanted = LateChargesWanted(
        customer=options.customer, why=options.why, invoices=options.invoice, costs_pence=options.costs,
        costs_for=options.costs_for, evidence=options.evidence, files=documents(options.file),
    )  # fmt: skip
    done = request_late_charges(wanted=wanted, on=options.on, at=now(), by=options.by)
    waits = f"Request {done.request}: {pounds(done.pence)} of {done.customer} waits for somebody else to decide it."
    return Answer(asdict(done), f"Invoice {done.number} asks for {pounds(done.pence)}." if done.number else waits)
