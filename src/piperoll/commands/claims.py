"""Indemnity claims, the open ones first; with a number, one claim and the evidence to answer it with."""

from __future__ import annotations

import argparse

from piperoll.bacs import queries
from piperoll.commands.answers import Answer
from piperoll.commands.asking import columns, day_in_words
from piperoll.foundations.money import pounds

GROUP = "Direct Debit"
NEEDS_ACTOR = True
MOST = 1_000


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("claim", type=int, nargs="?", help="one claim's number")


def run(options: argparse.Namespace) -> Answer:
    """Show them. Raises NotPermitted, NoSuchClaim."""
    options.by.must("see_mandates")
    if options.claim is None:
        found = queries.claims(most=MOST)
        rows = [
            (str(row.id), row.reference, pounds(row.amount_pence), row.state, f"settles {day_in_words(row.settles_on)}")
            for row in found
        ]
        return Answer({"claims": [row._asdict() for row in found]}, columns(rows) if rows else "There are no claims.")
    one, evidence = queries.claim(options.claim), queries.evidence(options.claim)
    said = [
        f"Claim {one.id} ({one.bank_reference}) under {one.reference}: {pounds(one.amount_pence)}, {one.meaning}. "
        f"It is {one.state}; challenge by {day_in_words(one.challenge_by)}, settles {day_in_words(one.settles_on)}.",
        f"Mandate given by {one.channel} on {day_in_words(one.agreed_on)}. {one.asked}".strip(),
    ]
    said += [
        f"DD-{row.id}: {pounds(row.amount_pence)} on {day_in_words(row.collect_on)}; notice {row.notice} said "
        f"{pounds(row.noticed_pence)} on {day_in_words(row.noticed_on)}"
        + (f", sent to {row.recipient} by {row.channel}." if row.sent_at else ", not sent.")
        for row in evidence
    ]
    return Answer(one._asdict() | {"evidence": [row._asdict() for row in evidence]}, "\n".join(said))
