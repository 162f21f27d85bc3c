"""End an address from a day on, with the reason; it stays on record."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day_in_words, now
from piperoll.customers.end_address import end_address

GROUP = "Customers"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("address", type=int, help="the address's number, from `whereabouts`")
    parser.add_argument("--reason", required=True, metavar="WORDS", help="why it ends")
    ask_for_the_day(parser, "the first day it no longer holds")


def run(options: argparse.Namespace) -> Answer:
    """End it. Raises NoReasonToEnd, NoSuchAddress, WhereElse, AddressOver."""
    ended = end_address(address=options.address, reason=options.reason, on=options.on, at=now(), by=options.by)
    return Answer(asdict(ended), f"Address {ended.address} held until {day_in_words(ended.last_day)}.")
