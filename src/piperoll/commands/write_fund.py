"""Keep how money for another ledger is known and told: rents, council tax, parking. Somebody else then approves it.

write-fund RENTS --name "Housing rents" --ledger-code RENTS --nominal 9300 \\
  --pattern "R10####### luhn" --sample R101234565 --word RENT --from 2026-11-23

In a pattern # is a digit and @ a letter; the check is none, luhn, mod11 (and weights, if they are not …4 3 2), mod97,
or born for a date of birth beside it.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import date
from pathlib import Path

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now, readable
from piperoll.formats import json_file
from piperoll.funds.write_fund import BadFund, write_fund

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("code", help="the fund's code, like RENTS")
    parser.add_argument("--name", default="", metavar="NAME", help="its name, when it is new")
    parser.add_argument("--ledger-code", default="", metavar="CODE", help="its ledger account, when it is new")
    parser.add_argument("--nominal", default="", metavar="CODE", help="that account's nominal, when it is new")
    parser.add_argument("--pattern", action="append", default=[], metavar="PATTERN", help="a pattern; may come again")
    parser.add_argument("--sample", action="append", default=[], metavar="REF", help="a reference; may come again")
    parser.add_argument(
        "--word", action="append", default=[], metavar="WORDS", help="what payers write; may come again"
    )
    parser.add_argument("--layout", type=Path, metavar="FILE", help="how its file is laid out, in JSON")
    parser.add_argument("--from", dest="valid_from", type=date.fromisoformat, metavar="DATE", help="the day it begins")
    parser.add_argument("--until", type=date.fromisoformat, metavar="DATE", help="its last day")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Keep it. Raises FileUnreadable, BadFund, AnothersPattern, BadCode, CodeTaken, NominalMissing."""
    try:
        layout = json_file.read(readable(options.layout)) if options.layout else None
    except ValueError as fault:
        raise BadFund(why=str(fault)) from None
    done = write_fund(
        code=options.code, name=options.name, ledger_code=options.ledger_code, nominal=options.nominal,
        patterns=options.pattern, words=options.word, samples=options.sample, layout=layout,
        valid_from=options.valid_from or options.on, valid_to=options.until, on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    tried = f"tried on {count(done.samples, 'reference')}"
    return Answer(asdict(done), f"{done.fund} is kept, {tried}. Somebody else approves it with  approve-fund.")
