"""The fees and charges of a day: what each service charges, and for whom it is less."""

from __future__ import annotations

import argparse

from piperoll.billing.fees import in_force
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns, day_in_words

GROUP = "Set-up"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--service", default="", metavar="CODE", help="of this service alone")
    ask_for_the_day(parser, "the day they hold on")


def run(options: argparse.Namespace) -> Answer:
    """List them."""
    found = list(in_force(options.on, service=options.service.upper()))
    rows = [
        (
            f.service.code,
            f.code,
            f.concession,
            f"£{f.price_pounds:,.2f}",
            f"a {f.unit}",
            f.vat_code,
            f.account.code,
            f.name,
        )
        for f in found
    ]
    data = [
        {"service": f.service.code, "code": f.code, "concession": f.concession, "name": f.name, "unit": f.unit,
         "price_pounds": f.price_pounds, "vat_code": f.vat_code, "income_code": f.account.code,
         "valid_from": f.valid_from, "valid_to": f.valid_to}
        for f in found
    ]  # fmt: skip
    said = f"Fees and charges on {day_in_words(options.on)}."
    return Answer({"on": options.on, "fees": data}, f"{said}\n{columns(rows)}" if rows else "No fee holds on that day.")
