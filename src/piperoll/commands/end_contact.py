"""End an email address or telephone number from a day on, with the reason."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day_in_words, now
from piperoll.customers.end_contact import end_contact

GROUP = "Customers"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("contact", type=int, help="the contact's number, from `whereabouts`")
    parser.add_argument("--reason", required=True, metavar="WORDS", help="why it ends")
    ask_for_the_day(parser, "the first day it is used no more")


def run(options: argparse.Namespace) -> Answer:
    """End it. Raises NoReasonToEnd, NoSuchContact, ContactOver."""
    ended = end_contact(contact=options.contact, reason=options.reason, on=options.on, at=now(), by=options.by)
    return Answer(asdict(ended), f"{ended.value} was used until {day_in_words(ended.last_day)}.")
