"""Issue one invoice by hand, or see what it would say with --preview: each line, the VAT, what is due when.

raise-one-off TRADE --customer C000000198 --fee BIN-1100 4 --line 1 "Extra collection" 35.00 N TW01 --terms-days 14
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.billing.one_off import plan_to_show
from piperoll.billing.raise_one_off import raise_one_off
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, documents, now
from piperoll.commands.one_off_asking import as_data, ask_for_lines, asked_from, in_words
from piperoll.foundations.money import pounds

NEEDS_ACTOR = True
_NEW = ("name", "address_1", "address_2", "address_3", "postcode", "email", "customer_kind")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ask_for_lines(parser)
    parser.add_argument("--customer", default="", metavar="REF", help="the customer's reference, or for a new one:")
    for name in _NEW:
        parser.add_argument(f"--{name.replace('_', '-')}", default="", help="as a feeder file would say it")
    parser.add_argument("--document", type=Path, metavar="FILE", help="what shows why: PDF, PNG or JPEG")
    ask_for_the_day(parser, "the invoice date")


def run(options: argparse.Namespace) -> Answer:
    """Preview it, or issue it. Raises whatever the verb refuses."""
    bill_to = {"customer_ref": options.customer} | {name: getattr(options, name) for name in _NEW}
    asked = asked_from(options, **bill_to)
    (document,) = documents([options.document]) if options.document else (None,)
    planned = plan_to_show(asked, place="the command line", on=options.on, at=now(), by=options.by)
    said = in_words(planned)
    if options.preview:
        return Answer(as_data(planned), f"{said}\nNothing was issued.")
    done = raise_one_off(
        asked=asked, document=document, expected_gross_pence=planned.invoice.gross_pence,
        on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    return Answer(asdict(done), f"{said}\nInvoice {done.number} is issued: {pounds(done.gross_pence)}.")
