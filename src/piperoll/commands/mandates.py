"""Show a customer's Direct Debits: where each stands, from which account, what it pays and how it collects."""

from __future__ import annotations

import argparse
from typing import Any

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns, day_in_words
from piperoll.commands.restricted import to_see
from piperoll.direct_debit import choosing, planning, queries
from piperoll.direct_debit.bank_details import masked
from piperoll.direct_debit.deeds import STATES_IN_WORDS
from piperoll.foundations.money import pounds

GROUP = "Direct Debit"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="REFERENCE", help="the customer's reference, like C000000198")
    ask_for_the_day(parser, "the day asked about")


def run(options: argparse.Namespace) -> Answer:
    """Show them. Raises NoSuchCustomer."""
    customer = to_see(options)
    found = [_told(row, options) for row in queries.of_customer(customer.pk, on=options.on)]
    lines = [
        (one["reference"], one["bank_account"], one["stands"], one["pays"], one["plan"], _coming(one)) for one in found
    ]  # fmt: skip
    said = columns(lines) if lines else "They pay nothing by Direct Debit."
    return Answer({"customer": customer.reference, "mandates": found}, said)


def _told(row: Any, options: argparse.Namespace) -> dict[str, Any]:
    coming = queries.coming(row.id, on=options.on)
    return {
        "mandate": row.id,
        "reference": row.reference,
        "state": row.state,
        "stands": STATES_IN_WORDS[row.state],
        "since": row.since,
        "payer": row.payer_name,
        "bank_account": masked(row.last_four),
        "check": row.verdict,
        "pays": choosing.in_words(choosing.pays_now(row.id, options.on)),
        "plan": planning.in_words(planning.plan_now(row.id, options.on)),
        "noticed": [
            {"collect_on": one.collect_on, "amount_pence": one.amount_pence, "letter": one.state} for one in coming
        ],
    }


def _coming(one: dict[str, Any]) -> str:
    if not one["noticed"]:
        return ""
    first = one["noticed"][0]
    return f"{pounds(first['amount_pence'])} on {day_in_words(first['collect_on'])}"
