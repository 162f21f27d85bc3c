"""Ask that an invoice be cancelled and billed again, to the right customer or with lines put right, as one act.

request-rebill AT0000000177 --reason wrong_debtor --why "The tenant is liable" --customer C000000195
request-rebill AT0000000177 --reason vat_error --why "Exempt" --line 1:vat=E:income=RT02 --line 2:net=40.00
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.billing.credit_rules import REASONS
from piperoll.billing.raising_again import Again
from piperoll.billing.request_rebill import request_rebill
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, documents, now, pence
from piperoll.foundations.money import pounds

NEEDS_ACTOR = True


def again(text: str) -> Again:
    """A line put right, typed as `1:vat=E:income=RT02` or `2:net=40.00`."""
    line, *told = text.split(":")
    facts = dict(part.partition("=")[::2] for part in told)
    if not (line.isascii() and line.isdigit()) or not facts or set(facts) - {"net", "vat", "income"}:
        raise argparse.ArgumentTypeError(f"{text!r} is not a line put right, like 2:net=40.00 or 1:vat=E:income=RT02")
    net = pence(facts["net"]) if "net" in facts else None
    return Again(int(line), net, facts.get("vat", "").upper(), facts.get("income", "").upper())


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("invoice", help="the invoice's number")
    parser.add_argument("--reason", required=True, metavar="CODE", help=f"one of {', '.join(REASONS)}")
    parser.add_argument("--why", required=True, help="what is wrong, in a few words")
    parser.add_argument("--evidence", default="", help="what shows it: a letter, a log, an email")
    parser.add_argument(
        "--file", type=Path, action="append", default=[], help="kept with it: PDF, PNG or JPEG; again for more"
    )
    parser.add_argument("--customer", default="", metavar="REFERENCE", help="whom to bill instead (else the same)")
    parser.add_argument("--line", type=again, action="append", default=[], metavar="LINE:net=…:vat=…:income=…",
                        help="a line put right; may be given again")  # fmt: skip
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Ask. Raises whatever request_rebill refuses."""
    done = request_rebill(
        invoice=options.invoice, reason=options.reason, why=options.why, evidence=options.evidence,
        files=documents(options.file),
        customer=options.customer, lines=options.line, on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    if done.number:
        said = f"Invoice {done.invoice} is cancelled by {done.credit_note} and billed again as {done.number}"
        return Answer(asdict(done), f"{said}, {pounds(done.again_pence)}.")
    return Answer(asdict(done), f"Request {done.request} waits for somebody else to decide it.")
