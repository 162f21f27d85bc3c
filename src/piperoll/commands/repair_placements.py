"""Take payments back that were put in the wrong place together, and place them right: first look, then repair.

Without --why nothing is changed: it lists the payments meant, and how many letters went out on them.

repair-placements --run 812 --because "bank account"
repair-placements --run 812 --because "bank account" --to ANY000124 --pays oldest --why "One account" --seen 14
repair-placements --letters 815           what was written while they were wrong, and what it should have said
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import date

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns, count, now, today
from piperoll.foundations.money import pounds
from piperoll.safeguards.seeing import NOT_NAMED, every_hidden
from piperoll.transfers.repair_placements import Chosen, chosen_placements, repair_placements
from piperoll.transfers.rules import REASONS
from piperoll.transfers.wrong_letters import letters_at_stake, wrong_letters

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--run", type=int, dest="of_run", help="placed by this run")
    parser.add_argument("--because", default="", help="with these words in why they were placed")
    parser.add_argument("--customer", default="", help="on this customer's account")
    parser.add_argument("--since", type=date.fromisoformat, help="received on this day or later")
    parser.add_argument("--until", type=date.fromisoformat, help="received on this day or earlier")
    parser.add_argument("--to", default="", metavar="CUSTOMER", help="whose they are (else back into suspense)")
    parser.add_argument("--pays", default="", metavar="INVOICE", help="an invoice they pay there, or  oldest")
    parser.add_argument("--reason", default="misposted", metavar="CODE", help=f"one of {', '.join(REASONS)}")
    parser.add_argument("--why", default="", help="why they are wrong: repairs them")
    parser.add_argument("--seen", type=int, help="how many the look showed")
    parser.add_argument("--letters", type=int, metavar="RUN", help="what was written while a run's payments were wrong")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Look or repair. Raises SayWhichPayments, NothingChosen, NotAsSeen and whatever else the verb refuses."""
    if options.letters is not None:
        return _letters(options)
    chosen = Chosen(options.of_run, options.because, options.customer, options.since, options.until)
    if not options.why:
        return _look(options, chosen)
    done = repair_placements(
        chosen=chosen, seen=options.seen if options.seen is not None else -1, to=options.to, pays=options.pays,
        reason=options.reason, why=options.why, on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    payments = count(done.payments, "payment")
    waits = f"Request {done.request}: {payments}, {pounds(done.pence)} in all, for somebody else to decide."
    said = done.done or waits
    return Answer(asdict(done), f"{said} {done.refunded:,} stand: their money was refunded." if done.refunded else said)


def _look(options: argparse.Namespace, chosen: Chosen) -> Answer:
    options.by.must("repair_placements")
    hidden = every_hidden(on=today(), by=options.by)
    found = [
        row._replace(customer=NOT_NAMED, why="") if row.customer_reference in hidden else row
        for row in chosen_placements(chosen)
    ]
    letters = letters_at_stake([row.id for row in found])
    rows = [
        (str(row.id), row.reference, row.customer_reference, pounds(row.amount_pence), row.why or "") for row in found
    ]
    pence = pounds(sum(row.amount_pence for row in found))
    total = f"{count(len(rows), 'payment')}, {pence}; {count(letters, 'letter')} went out on them."
    data = {"placements": [row._asdict() for row in found], "letters": letters}
    return Answer(data, f"{columns(rows)}\n{total}" if rows else "No payment that still stands is meant by that.")


def _letters(options: argparse.Namespace) -> Answer:
    options.by.must("see_letters")
    hidden = every_hidden(on=today(), by=options.by)
    found = [row for row in wrong_letters(options.letters) if row.customer_reference not in hidden]
    rows = [
        (row.number, row.customer_reference, row.kind,
         "" if row.said_pence is None else f"said {pounds(row.said_pence)}, should say {pounds(row.should_pence)}")
        for row in found
    ]  # fmt: skip
    return Answer({"letters": [row._asdict() for row in found]}, columns(rows) if rows else "No letter was wrong.")
