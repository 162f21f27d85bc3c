"""Ask that credit on an account be paid back: all of it, a sum, or what one receipt left over.

Without a source it goes to the account the money came from. New bank details are checked, sealed, and cool off first.

request-refund ANY000123 --reason twice --why "Paid by card and by transfer"
request-refund ANY000123 --reason credited --why "Bins not emptied" --sort-code 20-29-59 --account 63748472 \\
  --account-name "A LOVEGROVE" --checked "Called back on the number we hold"
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns, documents, now, pence
from piperoll.customers.queries import by_reference
from piperoll.foundations.money import pounds
from piperoll.refunds.payees import Told, sources_of
from piperoll.refunds.request_refund import RefundWanted, request_refund
from piperoll.refunds.rules import METHODS, ORIGINS, REASONS

GROUP = "Refunds"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="CUSTOMER", help="the customer's reference")
    parser.add_argument("--reason", required=True, metavar="CODE", help=f"one of {', '.join(REASONS)}")
    parser.add_argument("--why", required=True, help="why, in a few words")
    parser.add_argument("--amount", type=pence, metavar="POUNDS", help="this much (else all the credit)")
    parser.add_argument("--receipt", default="", help="only what this receipt left over")
    parser.add_argument("--method", choices=list(METHODS), default="bacs", help="how it is paid")
    parser.add_argument("--source", default="", help="a known account by its name; --sources lists them")
    parser.add_argument("--sources", action="store_true", help="list the accounts we know, and ask for nothing")
    parser.add_argument("--sort-code", default="", help="of new bank details")
    parser.add_argument("--account", default="", help="of new bank details")
    parser.add_argument("--account-name", default="", help="of new bank details")
    parser.add_argument("--checked", default="", help="how new bank details were checked")
    parser.add_argument("--representative", type=int, metavar="NUMBER", help="who is paid for the customer")
    parser.add_argument("--not-set-off", default="", metavar="WHY", help="why nothing overdue is paid with it first")
    parser.add_argument("--evidence", default="", help="what shows it")
    parser.add_argument("--file", type=Path, action="append", default=[], help="kept with it: PDF, PNG or JPEG")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Ask. Raises NotToBeRefunded and whatever else the verb refuses."""
    if options.sources:
        return _sources(options)
    told = Told(
        source=options.source, sort_code=options.sort_code, account=options.account,
        account_name=options.account_name, checked=options.checked,
    )  # fmt: skip
    wanted = RefundWanted(
        customer=options.customer, reason=options.reason, why=options.why, amount_pence=options.amount,
        receipt=options.receipt, method=options.method, to=told, representative=options.representative,
        not_set_off=options.not_set_off, evidence=options.evidence, files=documents(options.file),
    )  # fmt: skip
    done = request_refund(wanted=wanted, on=options.on, at=now(), by=options.by)
    if done.refund:
        said = f"Refund {done.refund} of {pounds(done.pence)} to {done.paid_to} is approved."
    else:
        said = f"Request {done.request}: {pounds(done.pence)} to {done.paid_to} waits for somebody else to decide it."
    return Answer(asdict(done), said)


def _sources(options: argparse.Namespace) -> Answer:
    options.by.must("request_refund")
    found = sources_of(by_reference(options.customer), [], options.on)
    rows = [(one.name, one.words, ORIGINS[one.origin]) for one in found]
    data = [{"source": name, "account": words, "origin": origin} for name, words, origin in rows]
    return Answer({"sources": data}, columns(rows) if rows else "We know of no account of theirs.")
