"""Give money that a bank should have shown to somebody to follow up, and say what is known of it"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.reconciliation.follow_up_outstanding import follow_up_outstanding

GROUP = "Reconciliation"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("item", type=int, help="the item's number, from bank-days --account")
    parser.add_argument("words", help="what you found, or what is to be done")
    parser.add_argument("--to", default="", help="a user name; left out, nobody follows it up")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Keep it. Raises NotOutstanding, NobodyToFollowUp, WordsMissing, WordsTooLong, CardNumber."""
    done = follow_up_outstanding(
        item=options.item, to=options.to, words=options.words, on=options.on, at=now(), by=options.by
    )
    return Answer(asdict(done), f"Item {done.item} is with {done.to or 'nobody'}: {done.words}.")
