"""Somebody is no longer liable for a joint account, from a day on, with the reason."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.customers.end_member import end_member
from piperoll.customers.queries import by_reference

GROUP = "Customers"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("account", metavar="JOINT", help="the joint account's reference")
    parser.add_argument("member", metavar="REFERENCE", help="the reference of whoever is liable")
    parser.add_argument("--reason", required=True, metavar="WORDS", help="why it ends")
    ask_for_the_day(parser, "the first day they are not")


def run(options: argparse.Namespace) -> Answer:
    """End it. Raises NoReasonToEnd, NoSuchCustomer, NotJoint, NotAMember."""
    account, member = by_reference(options.account), by_reference(options.member)
    ended = end_member(
        account=account.pk, member=member.pk, reason=options.reason, on=options.on, at=now(), by=options.by
    )
    return Answer(asdict(ended), f"{ended.name} is no longer liable for {account.reference}.")
