"""What the commands about one invoice by hand ask alike: its lines and terms, and how they say what would be issued."""

from __future__ import annotations

import argparse
import uuid
from typing import Any

from piperoll.billing.one_off import OneOff, Planned
from piperoll.commands.asking import columns, day_in_words
from piperoll.foundations.money import pounds

_LINE = ("quantity", "description", "unit_price", "vat_code", "income_code")
_TERMS = ("due_on", "terms_days", "instalments", "purchase_order", "tax_point", "service_user")


def ask_for_lines(parser: argparse.ArgumentParser) -> None:
    """The service, each charge, when it is due."""
    parser.add_argument("service", help="the service's code")
    for name in _TERMS:
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
    parser.add_argument("--key", default="", help="your own name for it: the same again is not billed twice")
    parser.add_argument("--preview", action="store_true", help="show it and write nothing")


def asked_from(options: argparse.Namespace, **bill_to: str) -> OneOff:
    """The invoice asked for."""
    own = [dict(zip(_LINE, line, strict=True)) for line in options.line]
    fees = [{"fee": code, "concession": options.concession, "quantity": quantity} for code, quantity in options.fee]
    terms = {name: value for name in _TERMS if (value := getattr(options, name))}
    return OneOff(options.service.upper(), options.key or str(uuid.uuid4()), bill_to, (*fees, *own), terms)


def as_data(planned: Planned) -> dict[str, Any]:
    """What would be issued, for machines."""
    return {
        "customer": planned.invoice.customer,
        "gross_pence": planned.invoice.gross_pence,
        "lines": [line._asdict() for line in planned.lines],
        "instalments": [part._asdict() for part in planned.instalments],
    }


def in_words(planned: Planned) -> str:
    """What would be issued, for people."""
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
