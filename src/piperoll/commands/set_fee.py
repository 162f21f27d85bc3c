"""Begin a fee, or another price of one, from a day on. The price before ends the day before and is never edited.

set-fee TRADE BIN-1100 "Wheeled bin, 1,100 litres" --unit lift --price 24.60 --vat N --income TW01 --from 2027-04-01
--authority "Fees and charges 2027/28"
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.billing.set_fee import set_fee
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_dated, ask_for_the_day, day_in_words, now, number

GROUP = "Set-up"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("service", help="the service's code")
    parser.add_argument("code", help="the fee's code")
    parser.add_argument("name", help="what it is for, as invoices will say")
    parser.add_argument(
        "--concession", default="", metavar="CODE", help="for whom it is less (else the ordinary price)"
    )
    parser.add_argument("--unit", required=True, metavar="WORD", help="by which unit: lift, hour, year")
    parser.add_argument("--price", type=number, required=True, metavar="POUNDS", help="the price of a unit, net of VAT")
    parser.add_argument("--vat", required=True, metavar="CODE", help="its VAT code")
    parser.add_argument("--income", required=True, metavar="CODE", help="the income code it earns on")
    ask_for_dated(parser)
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Set it. Raises whatever the verb refuses."""
    done = set_fee(
        service=options.service, code=options.code, concession=options.concession, name=options.name,
        unit=options.unit, price_pounds=options.price, vat_code=options.vat, income_code=options.income,
        valid_from=options.valid_from, authority=options.authority, source=options.source,
        to_verify=options.to_verify, on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    return Answer(asdict(done), f"{done.name}: £{done.price_pounds:,f} from {day_in_words(done.valid_from)}.")
