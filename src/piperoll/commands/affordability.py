"""Show what a customer's household can afford, by its newest statement, and the ways forward side by side."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.arrangements.affordability import LINES, SECTIONS
from piperoll.arrangements.households import newest, worked_out
from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns, count, now, today
from piperoll.customers.merging import kept_id
from piperoll.customers.queries import by_reference
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.safeguards.seeing import look

GROUP = "Arrangements"
NEEDS_ACTOR = True


class NoHouseholdYet(Refused):
    """Nobody has recorded the income and expenditure of {customer} yet."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="CUSTOMER", help="whose household")


def run(options: argparse.Namespace) -> Answer:
    """Show it. Raises NotPermitted, NoSuchCustomer, RecordRestricted, NoHouseholdYet."""
    options.by.must("see_households")
    customer, on = by_reference(options.customer), today()
    look(customer, place="./piperoll affordability", on=on, at=now(), by=options.by)
    account = kept_id(customer.pk)
    household = newest(account)
    if household is None:
        raise NoHouseholdYet(customer=customer.reference)
    stands = worked_out(household, account, on)
    found = stands.affordable
    rows: list[tuple[str, ...]] = [(SECTIONS[section], pounds(pence)) for section, pence in found.sections.items()]
    rows += [
        ("Left", pounds(found.left_pence)), ("Put aside", pounds(found.savings_pence)),
        ("Available", pounds(found.available_pence)), ("Our share", pounds(stands.offer_pence)),
    ]  # fmt: skip
    rows += [
        (f"Over: {LINES[one.group][1]}", f"{pounds(one.pence)}, and {pounds(one.limit_pence)}") for one in found.over
    ]
    rows += [
        (f"Option: {one.code}", pounds(one.monthly_pence) if one.monthly_pence is not None else "",
         count(one.months, "month") if one.months else "", one.about)
        for one in stands.options
    ]  # fmt: skip
    data = {
        "household": household.pk, "stated_on": household.stated_on, "affordable": asdict(found),
        "owed_pence": stands.owed_pence, "offer_pence": stands.offer_pence, "is_token": stands.is_token,
        "options": [asdict(one) for one in stands.options],
    }  # fmt: skip
    return Answer(data, f"As told on {household.stated_on:%-d %B %Y}, a month:\n{columns(rows)}")
