"""Close a dispute with its outcome and reason; what was wrong is credited, the hold ends, the customer is written to.

Upheld, all of the disputed sum is asked to be credited; in part, --credit says how much. Beyond your limit somebody
else decides the credit note, and the sum stays held until then.

close-dispute 12 part_upheld --why "One visit of two was missed" --credit 15
close-dispute 13 not_upheld --why "The signed sheets show all four visits"
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.billing.credit_rules import REASONS
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now, pence
from piperoll.disputes.close_dispute import close_dispute
from piperoll.disputes.rules import CHARGED_BACK, OUTCOMES, reference_of
from piperoll.foundations.money import pounds

GROUP = "Disputes"
NEEDS_ACTOR = True
_CLOSES = [one for one in OUTCOMES if one != CHARGED_BACK]


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("dispute", type=int, help="the dispute's number")
    parser.add_argument("outcome", choices=_CLOSES, metavar="OUTCOME", help=", ".join(_CLOSES))
    parser.add_argument("--why", required=True, help="why, as the letter will say it")
    parser.add_argument("--credit", type=pence, metavar="POUNDS", help="what comes off the invoice")
    parser.add_argument(
        "--reason", choices=list(REASONS), default="price_error", metavar="CODE",
        help=f"the credit note's: {', '.join(REASONS)}",
    )  # fmt: skip
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Close it. Raises NoSuchDispute, ClosedBefore, NotAnOutcome, SayHowMuch, MoreThanDisputed."""
    done = close_dispute(
        dispute=options.dispute, outcome=options.outcome, why=options.why, credit_pence=options.credit,
        credit_reason=options.reason, on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    said = f"{reference_of(done.dispute)}: {OUTCOMES[done.outcome].lower()}; {count(done.letters, 'letter')} to go."
    if done.credit_note:
        said += f" {pounds(done.credited_pence)} credited with {done.credit_note}."
    elif done.request:
        said += f" {pounds(done.credited_pence)} waits as request {done.request}."
    return Answer(asdict(done), said)
