"""Issue one invoice by hand, or see what it would say with --preview: each line, the VAT, what is due when.

raise-one-off TRADE --customer C000000198 --fee BIN-1100 4 --line 1 "Extra collection" 35.00 N TW01 --terms-days 14
"""

from __future__ import annotations

import argparse
import uuid
from dataclasses import asdict
from pathlib import Path

from piperoll.billing.attach_document import checked
from piperoll.billing.one_off import OneOff, Planned, plan
from piperoll.billing.raise_one_off import raise_one_off
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns, day_in_words, now, readable
from piperoll.foundations.money import pounds

NEEDS_ACTOR = True
_LINE = ("quantity", "description", "unit_price", "vat_code", "income_code")
_NEW = ("name", "address_1", "address_2", "address_3", "postcode", "email", "customer_kind")
_TERMS = ("due_on", "terms_days", "instalments", "purchase_order", "tax_point")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("service", help="the service's code")
    parser.add_argument("--customer", default="", metavar="REF", help="the customer's reference, or for a new one:")
    for name in (*_NEW, *_TERMS):
        parser.add_argument(f"--{name.replace('_', '-')}", default="", help="as a feeder file would say it")
    parser.add_argument(
        "--line",
        nargs=5,
        action="append",
        default=[],
        metavar=("QTY", "WHAT", "PRICE", "VAT", "INCOME"),
        help="a charge",
    )
    parser.add_argument(
        "--fee", nargs=2, action="append", default=[], metavar=("CODE", "QTY"), help="a charge from the fees register"
    )
    parser.add_argument("--concession", default="", metavar="CODE", help="the concession of every --fee")
    parser.add_argument("--document", type=Path, metavar="FILE", help="what shows why: PDF, PNG or JPEG")
    parser.add_argument("--key", default="", help="your own name for it: the same again is not billed twice")
    parser.add_argument("--preview", action="store_true", help="show it and issue nothing")
    ask_for_the_day(parser, "the invoice date")


def run(options: argparse.Namespace) -> Answer:
    """Preview it, or issue it. Raises whatever the verb refuses."""
    asked = _asked(options)
    document = None
    if options.document:
        file = readable(options.document)
        document = checked(file.name, file.read_bytes())
    planned = plan(asked, on=options.on)
    said = _said(planned)
    if options.preview:
        told = {"customer": planned.invoice.customer, "gross_pence": planned.invoice.gross_pence,
                "lines": [line._asdict() for line in planned.lines],
                "instalments": [part._asdict() for part in planned.instalments]}  # fmt: skip
        return Answer(told, f"{said}\nNothing was issued.")
    done = raise_one_off(
        asked=asked, document=document, expected_gross_pence=planned.invoice.gross_pence,
        on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    return Answer(asdict(done), f"{said}\nInvoice {done.number} is issued: {pounds(done.gross_pence)}.")


def _asked(options: argparse.Namespace) -> OneOff:
    own = [dict(zip(_LINE, line, strict=True)) for line in options.line]
    fees = [{"fee": code, "concession": options.concession, "quantity": quantity} for code, quantity in options.fee]
    bill_to = {"customer_ref": options.customer} | {name: getattr(options, name) for name in _NEW}
    terms = {name: value for name in _TERMS if (value := getattr(options, name))}
    return OneOff(options.service.upper(), options.key or str(uuid.uuid4()), bill_to, (*fees, *own), terms)


def _said(planned: Planned) -> str:
    head = planned.invoice
    known = f" ({head.customer_ref})" if head.customer_ref else " (new)"
    rows = [
        (f"{line.quantity.normalize():f}", line.description, f"£{line.unit_price:,f}", pounds(line.net_pence),
         line.vat_code, pounds(line.vat_pence))
        for line in planned.lines
    ]  # fmt: skip
    looks = "".join(f"\nLook again at line {f.line}: {f.reason}." for f in planned.findings)
    due = [(f"due {day_in_words(part.due_on)}", pounds(part.amount_pence)) for part in planned.instalments]
    total = f"{pounds(head.net_pence)} and {pounds(head.vat_pence)} VAT: {pounds(head.gross_pence)}"
    return f"{head.service_name}, to {head.customer}{known}.\n{columns(rows)}\n{total}.\n{columns(due)}{looks}"
