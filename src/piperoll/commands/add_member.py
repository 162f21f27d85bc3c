"""Make somebody jointly and severally liable for a joint account, from a day on."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.customers.add_member import add_member
from piperoll.customers.queries import by_reference

GROUP = "Customers"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("account", metavar="JOINT", help="the joint account's reference")
    parser.add_argument("member", metavar="REFERENCE", help="the reference of whoever is liable")
    ask_for_the_day(parser, "the first day they are")


def run(options: argparse.Namespace) -> Answer:
    """Add them. Raises NoSuchCustomer, NotJoint, JointInJoint, MemberAlready."""
    account, member = by_reference(options.account), by_reference(options.member)
    added = add_member(account=account.pk, member=member.pk, on=options.on, at=now(), by=options.by)
    return Answer(asdict(added), f"{added.name} is liable for {account.reference}, together with its other members.")
