"""Add an income code that a service may charge to."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.ledger.add_income_account import add_income_account

GROUP = "Set-up"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("code", help="the income code, as feeder files will name it")
    parser.add_argument("name", help="what it earns")
    parser.add_argument("--service", required=True, metavar="CODE", help="whose it is")
    parser.add_argument("--nominal", required=True, metavar="CODE", help="what the main ledger calls it")
    parser.add_argument("--vat-code", default="", metavar="CODE", help="the only VAT code its charges may carry")
    parser.add_argument("--fund", default="GF", metavar="CODE", help="usually GF, the general fund")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Add it. Raises BadCode, NameMissing, NominalMissing, NoSuchService, NoSuchVatCode, CodeTaken."""
    done = add_income_account(
        code=options.code,
        name=options.name,
        service=options.service,
        nominal=options.nominal,
        vat_code=options.vat_code,
        fund=options.fund,
        on=options.on,
        at=now(),
        by=options.by,
    )
    return Answer(asdict(done), f"Income code {done.code} is added for {done.service.upper()}.")
