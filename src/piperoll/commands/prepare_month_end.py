"""Work a control out as at the end of a month, from the ledger and from its own list, for somebody else to review.

prepare-month-end debtors --month 2026-10
prepare-month-end bank --bank MAIN --month 2026-10
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now, today
from piperoll.commands.month_ends import month
from piperoll.foundations.money import pounds
from piperoll.reconciliation.prepare_month_end import prepare_month_end
from piperoll.reconciliation.rules import KINDS, last_month_end

GROUP = "Reconciliation"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("kind", choices=list(KINDS), help="what is reconciled")
    parser.add_argument("--bank", default="", metavar="CODE", help="for bank: which of our accounts")
    parser.add_argument("--month", type=month, default=last_month_end(today()), help="like 2026-10 (else the last one)")
    parser.add_argument("--explain", default="", metavar="WORDS", help="what explains a difference")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Prepare it. Raises MonthNotOver, PreparedAlready, SignedAlready, DifferenceUnexplained and the verb's others."""
    done = prepare_month_end(
        kind=options.kind, bank=options.bank, month=options.month, explanation=options.explain, on=options.on, at=now(),
        by=options.by,
    )  # fmt: skip
    said = (
        f"Reconciliation {done.month_end}: ledger {pounds(done.ledger_pence)}, listed {pounds(done.listed_pence)} in "
        f"{count(done.rows, 'row')}, difference {pounds(done.difference_pence)}. Somebody else reviews it with  "
        f"review-month-end {done.month_end}"
    )
    return Answer(asdict(done) | {"difference_pence": done.difference_pence}, said)
