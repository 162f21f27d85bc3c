"""Give accounts to another officer or team: some by reference, or all of one owner's.

reassign-debts bea.collections C000000198 --reason "She knows the family"
reassign-debts GENERAL --of cass.collections --reason "Cass has left"
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.cases.reassign_debts import reassign_debts
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now

GROUP = "Recovery"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("owner", metavar="OWNER", help="a team’s code, a username, or: rules (they say again)")
    parser.add_argument("customers", nargs="*", metavar="REFERENCE", help="customers’ references, like C000000198")
    parser.add_argument("--of", default="", metavar="OWNER", help="everything of this officer or team")
    parser.add_argument("--reason", required=True, metavar="WORDS", help="why they go to another")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Give them. Raises whatever the verb refuses."""
    done = reassign_debts(
        owner=options.owner, customers=options.customers, of=options.of, reason=options.reason, on=options.on, at=now(),
        by=options.by,
    )  # fmt: skip
    return Answer(asdict(done), f"Looked after by {done.owner} now: {count(done.accounts, 'account')}.")
