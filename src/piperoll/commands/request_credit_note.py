"""Ask that an invoice be credited: all that is left, a sum with VAT, or parts of its lines.

Within your own limit it is done at once; beyond it, somebody else decides.

request-credit-note AT0000000177 --reason price_error --why "Two bins, not three" --line 1:qty=1
request-credit-note AT0000000177 --reason not_delivered --why "No collection in July" --amount 48.00
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.billing.credit_rules import REASONS, Part
from piperoll.billing.request_credit_note import request_credit_note
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day_in_words, documents, now, number, pence
from piperoll.foundations.money import pounds

NEEDS_ACTOR = True


def part(text: str) -> Part:
    """A part of a line typed as `2`, `2:12.50` (net) or `2:qty=1`."""
    line, _, much = text.partition(":")
    if not line.isascii() or not line.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is not a line, like 2, 2:12.50 or 2:qty=1")
    if much.startswith("qty="):
        return Part(int(line), quantity=number(much.removeprefix("qty=")))
    return Part(int(line), net_pence=pence(much) if much else None)


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("invoice", help="the invoice's number")
    parser.add_argument("--reason", required=True, metavar="CODE", help=f"one of {', '.join(REASONS)}")
    parser.add_argument("--why", required=True, help="what is wrong, in a few words")
    parser.add_argument("--evidence", default="", help="what shows it: a letter, a log, an email")
    parser.add_argument(
        "--file", type=Path, action="append", default=[], help="kept with it: PDF, PNG or JPEG; again for more"
    )
    much = parser.add_mutually_exclusive_group()
    much.add_argument("--amount", type=pence, metavar="POUNDS", help="this much, VAT included (else all that is left)")
    much.add_argument("--line", type=part, action="append", default=[], metavar="LINE[:NET|:qty=N]",
                      help="all of a line, this much net of it, or this many of it; may be given again")  # fmt: skip
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Ask. Raises whatever request_credit_note refuses."""
    done = request_credit_note(
        invoice=options.invoice, reason=options.reason, why=options.why, evidence=options.evidence,
        files=documents(options.file),
        amount_pence=options.amount, parts=options.line, on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    if done.number:
        said = f"Credit note {done.number} for {pounds(done.pence)} is issued on invoice {done.invoice}."
        if done.on_account_pence:
            said += f" {pounds(done.on_account_pence)} of it is credit on the account."
    else:
        said = (
            f"Request {done.request} for {pounds(done.pence)} waits for somebody else to decide it, by "
            f"{day_in_words(done.issue_by)} to be on time."
        )
    return Answer(asdict(done), said)
