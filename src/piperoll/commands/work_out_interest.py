"""Work out interest on what a customer owes overdue, day by day with the reasons. Nothing is charged by that.

Businesses and public bodies: the Late Payment Act, with its fixed sum. Everybody else: what a court might add.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns, count, now
from piperoll.customers.queries import by_reference
from piperoll.foundations.money import pounds
from piperoll.interest.rules import BASES
from piperoll.interest.working_out import work_out_interest
from piperoll.safeguards.seeing import look

GROUP = "Everyday"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="CUSTOMER", help="whose debts")
    ask_for_the_day(parser, "up to the day before this")


def run(options: argparse.Namespace) -> Answer:
    """Work it out. Raises NoSuchCustomer, RecordRestricted, NoBankRate, NoFigureHolds."""
    options.by.must("see_interest")
    customer = by_reference(options.customer)
    look(customer, place="work-out-interest", on=options.on, at=now(), by=options.by)
    told = work_out_interest(customer, on=options.on)
    rows = [
        (debt.reference, f"{one.since:%d %b %Y} to {one.until:%d %b %Y}", count(one.days, "day"),
         pounds(one.principal_pence),
         f"{one.percent.normalize():f}%" if not one.why_not else "none", one.why_not or BASES[debt.basis])
        for debt in told.debts
        for one in debt.stretches
    ]  # fmt: skip
    charged = f"{pounds(told.charged_pence)} was charged before." if told.charged_pence else "Nothing was charged."
    said = f"Interest {pounds(told.interest_pence)}, fixed sums {pounds(told.fixed_pence)}. {charged}"
    return Answer(asdict(told), f"{columns(rows)}\n{said}" if rows else "Nothing is overdue.")
