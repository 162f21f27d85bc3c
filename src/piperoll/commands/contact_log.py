"""Show what was said, written and sent between us and a customer, newest first; and whether to call them now."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.cases import queries
from piperoll.cases.calling import MayCall, may_call
from piperoll.cases.rules import EXCHANGES, OUTCOMES
from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns, now, today
from piperoll.commands.restricted import to_see
from piperoll.dispatch.models import Document

GROUP = "Recovery"
NEEDS_ACTOR = True
MOST = 200
KINDS = {**EXCHANGES, **dict(Document.KINDS), "told": "Caller was told", "not_told": "Caller was not told"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="REFERENCE", help="the customer’s reference, like C000000198")


def run(options: argparse.Namespace) -> Answer:
    """Show it. Raises NoSuchCustomer."""
    options.by.must("see_customers")
    customer = to_see(options)
    asked = may_call(customer.pk, on=today(), at=now())
    rows = queries.told(customer.pk, most=MOST)
    told = [
        (row.id, str(row.happened_on), KINDS[row.kind], OUTCOMES.get(row.outcome, row.outcome), row.by_name, row.words)
        for row in rows
    ]
    data = {"may_call": asdict(asked), "entries": [row._asdict() for row in rows]}
    return Answer(data, "\n".join([columns(told) if told else "Nothing was said or sent yet.", _calling(asked)]))


def _calling(asked: MayCall) -> str:
    answer = "They may be called now." if asked.allowed else "They are not to be called now."
    return " ".join([answer, *asked.reasons, f"Called {asked.calls} of {asked.most} times in seven days."])
