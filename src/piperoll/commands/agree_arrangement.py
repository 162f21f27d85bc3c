"""Agree how a customer's debts are paid over time: so much each time, or so many times; within limits at once.

Beyond the council's limits (the sum, the lowest payment, the length) somebody else decides. A letter confirms it, and
the debts in it are not chased while it is kept.

agree-arrangement ANY000123 --every monthly --amount 20.00 --first 2026-12-01 --reason cannot_pay_at_once --why "Rang"
agree-arrangement ANY000123 --every weekly --times 10 --first 2026-12-04 --method standing_order --reason hardship
  --why "Wage is weekly" --debt AN0000000198
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.arrangements.agree_arrangement import ArrangementAsked, ArrangementWanted, agree_arrangement
from piperoll.arrangements.rules import EVERY, METHODS, REASONS, Plan
from piperoll.arrangements.standing import debts_named
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, now, pence
from piperoll.foundations.money import pounds

GROUP = "Arrangements"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="CUSTOMER", help="whose debts")
    ask_for_a_plan(parser)
    parser.add_argument("--reason", required=True, metavar="CODE", help=f"one of {', '.join(REASONS)}")
    parser.add_argument(
        "--debt", action="append", default=[], metavar="REFERENCE",
        help="only what is open of this invoice (again for another); unless told, all that can go in",
    )  # fmt: skip
    ask_for_the_day(parser)


def ask_for_a_plan(parser: argparse.ArgumentParser) -> None:
    """How it is to be paid, and why so."""
    parser.add_argument("--every", required=True, choices=list(EVERY), help="how often")
    parser.add_argument("--first", required=True, type=day, metavar="DATE", help="the day of the first payment")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--amount", type=pence, metavar="POUNDS", help="how much each time; the last is what remains")
    how.add_argument("--times", type=int, metavar="N", help="in how many payments")
    parser.add_argument("--method", default="any", choices=list(METHODS), help="the way it is paid (any unless told)")
    parser.add_argument("--mandate", default="", metavar="REFERENCE", help="the Direct Debit that pays it")
    parser.add_argument(
        "--interest-goes-on", action="store_true", help="interest is not frozen while it is kept, as it is unless told"
    )
    parser.add_argument("--why", required=True, help="why it is paid so, in a few words")


def plan_of(options: argparse.Namespace) -> Plan:
    """The plan that was typed."""
    return Plan(
        options.every, options.first, options.amount, options.times, options.method, options.mandate,
        options.interest_goes_on,
    )  # fmt: skip


def answer(done: ArrangementAsked) -> Answer:
    """What became of it: agreed, or waiting and what it is beyond."""
    beyond = "".join(f" {what}: {limit}; this is {this}." for what, limit, this in done.beyond)
    waits = f"Request {done.request}: {pounds(done.pence)}, {done.words}. It waits for somebody else to decide.{beyond}"
    return Answer(asdict(done), done.done or waits)


def run(options: argparse.Namespace) -> Answer:
    """Ask, and agree where nobody else need decide. Raises whatever the verb refuses."""
    wanted = ArrangementWanted(
        options.customer, plan_of(options), options.reason, options.why,
        debts_named(options.customer, options.debt, on=options.on),
    )  # fmt: skip
    return answer(agree_arrangement(wanted=wanted, on=options.on, at=now(), by=options.by))
