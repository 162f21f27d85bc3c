"""Give a VAT code another rate from a day on, or a new code its first."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_dated, ask_for_the_day, day_in_words, now, number
from piperoll.council.set_vat_rate import set_vat_rate

GROUP = "Set-up"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("code", help="the VAT code, like S")
    parser.add_argument("percent", type=number, help="its rate, like 20 or 17.5")
    parser.add_argument("--name", default="", help="what people call it")
    parser.add_argument("--supply", action="store_true", help="a business supply")
    parser.add_argument("--taxable", action="store_true", help="standard, reduced or zero rated")
    ask_for_dated(parser)
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Set it. Raises BadVatCode, BadVatRate, TaxWithoutSupply, NoAuthority, BeginsTooEarly."""
    done = set_vat_rate(
        code=options.code,
        name=options.name,
        percent=options.percent,
        is_supply=options.supply,
        is_taxable=options.taxable,
        valid_from=options.valid_from,
        authority=options.authority,
        source=options.source,
        to_verify=options.to_verify,
        on=options.on,
        at=now(),
        by=options.by,
    )
    return Answer(asdict(done), f"VAT code {done.code}: {done.percent}% from {day_in_words(done.valid_from)}.")
