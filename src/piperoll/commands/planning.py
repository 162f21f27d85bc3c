"""What commands about a Direct Debit ask alike: what it pays, how much and when, and why."""

from __future__ import annotations

import argparse

from piperoll.commands.asking import day, pence
from piperoll.direct_debit.choosing import PaysTold
from piperoll.direct_debit.planning import PlanTold
from piperoll.direct_debit.rules import EVERY, PLANS


def ask_which(parser: argparse.ArgumentParser) -> None:
    """The mandate."""
    parser.add_argument("mandate", metavar="REFERENCE", help="the Direct Debit's reference, or the mandate's number")


def ask_why(parser: argparse.ArgumentParser) -> None:
    """The reason."""
    parser.add_argument("--reason", required=True, metavar="WORDS", help="why, in a few words")


def ask_what_it_pays(parser: argparse.ArgumentParser) -> None:
    """Services and invoices; everything when neither is named."""
    parser.add_argument(
        "--service", nargs="*", default=[], metavar="CODE", help="the services it pays (else everything)"
    )
    parser.add_argument("--invoice", nargs="*", default=[], metavar="NUMBER", help="the invoices it pays")


def what_it_pays(options: argparse.Namespace) -> PaysTold:
    """What was typed."""
    return PaysTold(tuple(options.service), tuple(options.invoice))


def ask_for_a_plan(parser: argparse.ArgumentParser) -> None:
    """How much and when."""
    parser.add_argument("--plan", choices=list(PLANS), default="as_due", help="how it collects (else as_due)")
    parser.add_argument("--amount", type=pence, metavar="POUNDS", help="a fixed sum each time")
    parser.add_argument("--every", choices=list(EVERY), default="", help="how often")
    parser.add_argument(
        "--day", nargs="*", type=int, default=[], metavar="DAY", help="days of the month; 31 is the last"
    )
    parser.add_argument("--first-on", type=day, metavar="DATE", help="not before, or counted from, this day")
    parser.add_argument("--times", type=int, metavar="N", help="how many times a fixed sum is taken")
    parser.add_argument("--until", type=day, metavar="DATE", help="the last day a fixed sum is taken")


def plan_told(options: argparse.Namespace) -> PlanTold:
    """What was typed."""
    return PlanTold(
        options.plan, options.amount, options.every, tuple(options.day), options.first_on, options.times, options.until
    )
