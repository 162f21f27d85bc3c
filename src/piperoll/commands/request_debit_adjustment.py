"""Ask that more be billed for a charge that was too small: a further invoice, linked to the first.

request-debit-adjustment AT0000000177 --reason left_out --why "The third bin" --line 1:12.50
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.billing.request_debit_adjustment import REASONS, request_debit_adjustment
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, documents, now, pence
from piperoll.foundations.money import pounds

NEEDS_ACTOR = True


def part(text: str) -> tuple[int, int]:
    """What is missing of a line, typed as `1:12.50` (net)."""
    line, _, missing = text.partition(":")
    if not (line.isascii() and line.isdigit()) or not missing:
        raise argparse.ArgumentTypeError(f"{text!r} is not a line and what is missing of it, like 1:12.50")
    return int(line), pence(missing)


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("invoice", help="the invoice's number")
    parser.add_argument("--reason", required=True, metavar="CODE", help=f"one of {', '.join(REASONS)}")
    parser.add_argument("--why", required=True, help="what is wrong, in a few words")
    parser.add_argument("--evidence", default="", help="what shows it: a letter, a log, an email")
    parser.add_argument(
        "--file", type=Path, action="append", default=[], help="kept with it: PDF, PNG or JPEG; again for more"
    )
    parser.add_argument("--line", type=part, action="append", required=True, metavar="LINE:NET",
                        help="what is missing of a line, before VAT; may be given again")  # fmt: skip
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Ask. Raises whatever request_debit_adjustment refuses."""
    done = request_debit_adjustment(
        invoice=options.invoice, reason=options.reason, why=options.why, evidence=options.evidence,
        files=documents(options.file),
        parts=options.line, on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    if done.number:
        return Answer(asdict(done), f"Invoice {done.number} for {pounds(done.pence)} adjusts {done.invoice}.")
    return Answer(asdict(done), f"Request {done.request} waits for somebody else to decide it.")
