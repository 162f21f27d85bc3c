"""Record that a customer disputes an invoice, a line or a sum of it, or asks about it.

Only the disputed sum is held; the rest is still asked for. The service the code names is to answer by a day. Without
--amount all that is open of the invoice is in dispute; --query holds nothing.

open-dispute AT0000000195 --code not_delivered --words "Two of the four visits never came" --amount 30
open-dispute AT0000000195 --code question --words "Asks what the second line is for" --query
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day_in_words, now, pence
from piperoll.disputes.open_dispute import DisputeTold, open_dispute
from piperoll.disputes.rules import reference_of
from piperoll.foundations.money import pounds

GROUP = "Disputes"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("invoice", metavar="NUMBER", help="the invoice's number")
    parser.add_argument("--code", required=True, help="what it is about (disputes --codes lists them)")
    parser.add_argument("--words", required=True, help="what the customer says")
    parser.add_argument("--amount", type=pence, metavar="POUNDS", help="the sum they say they do not owe")
    parser.add_argument("--line", type=int, metavar="N", help="the line it is about")
    parser.add_argument("--query", action="store_true", help="a question: nothing is held")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Record it. Raises NoSuchInvoice, NoSuchCode, NothingToDispute, MoreThanIsOpen."""
    told = DisputeTold(
        invoice=options.invoice, code=options.code, words=options.words, amount_pence=options.amount,
        kind="query" if options.query else "dispute", line_number=options.line,
    )  # fmt: skip
    done = open_dispute(told=told, on=options.on, at=now(), by=options.by)
    held = f"{pounds(done.held_pence)} is held. " if done.held_pence else ""
    said = f"{held}{done.service} is to answer by {day_in_words(done.answer_by)}."
    return Answer(asdict(done), f"{reference_of(done.dispute)}: {said}")
