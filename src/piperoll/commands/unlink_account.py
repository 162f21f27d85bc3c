"""Take an account of another system off a customer: it is theirs no longer, or never was."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.customers.unlink_account import unlink_account

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("account", type=int, help="the account's number, as  all-they-owe  shows it")
    parser.add_argument("--reason", required=True, metavar="WORDS", help="why")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Take it off. Raises what unlink_account refuses."""
    done = unlink_account(account=options.account, reason=options.reason, on=options.on, at=now(), by=options.by)
    return Answer(asdict(done), f"Account {done.account} is taken off (run {done.run}).")
