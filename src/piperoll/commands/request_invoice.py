"""Ask for one invoice in the name of your service; within its limit it is issued, beyond it somebody else decides.

request-invoice BUS --customer C000000198 --line 1 "Replacement pass" 12.00 Z BUS01 --why "Lost at school"
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.billing.one_off import plan
from piperoll.billing.request_invoice import REASONS, for_a_customer_of_ours, request_invoice
from piperoll.billing.self_service import service_of
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, documents, now
from piperoll.commands.one_off_asking import as_data, ask_for_lines, asked_from, in_words
from piperoll.foundations.money import pounds

NEEDS_ACTOR = True
GROUP = "Self-service"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ask_for_lines(parser)
    parser.add_argument("--customer", required=True, metavar="REF", help="the customer's reference")
    parser.add_argument(
        "--reason", choices=list(REASONS), default="supplied", help="what sort of charge (else supplied)"
    )
    parser.add_argument("--why", required=True, help="what it is for, in a few words")
    parser.add_argument("--file", type=Path, action="append", default=[], help="kept with it: PDF, PNG or JPEG")
    parser.add_argument(
        "--instead-of", type=int, metavar="NUMBER", help="a request of yours that this takes the place of"
    )
    ask_for_the_day(parser, "the invoice date")


def run(options: argparse.Namespace) -> Answer:
    """Preview it, or ask. Raises whatever the verb refuses."""
    options.by.must("request_invoice")
    service_of(options.by, options.service)
    told = asked_from(options, customer_ref=options.customer)
    asked = for_a_customer_of_ours(told, on=options.on, at=now(), by=options.by)
    planned = plan(asked, on=options.on)
    said = in_words(planned)
    if options.preview:
        return Answer(as_data(planned), f"{said}\nNothing was asked for.")
    done = request_invoice(
        asked=asked, why=options.why, reason=options.reason, files=documents(options.file),
        expected_gross_pence=planned.invoice.gross_pence, instead_of=options.instead_of,
        on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    if done.number:
        return Answer(asdict(done), f"{said}\nInvoice {done.number} is issued: {pounds(done.gross_pence)}.")
    return Answer(asdict(done), f"{said}\nRequest {done.request} waits for somebody else to decide it.")
