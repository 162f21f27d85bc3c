"""Keep how files of payments from somebody are laid out, tried on a sample; somebody else then approves it.

write-file-profile ALLPAY layout.json --name allpay --method ALLPAY --bank-account MAIN \\
  --bank-words ALLPAY --sample day.txt

The layout is JSON; docs/user/payment-files.md says what each of its names means. To start from one that comes with
Piperoll, print it with  file-profiles --first NAME.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now, readable
from piperoll.formats import json_file
from piperoll.foundations.money import pounds
from piperoll.takings.write_file_profile import BadProfile, write_file_profile

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("code", help="the profile's code, like ALLPAY")
    parser.add_argument("layout", type=Path, help="the layout, a JSON file")
    parser.add_argument("--name", required=True, metavar="NAME", help="who takes the payments")
    parser.add_argument("--method", required=True, metavar="CODE", help="the method of payment")
    parser.add_argument("--bank-account", required=True, metavar="CODE", help="our bank account they pay into")
    parser.add_argument("--bank-words", required=True, metavar="WORDS", help="what the bank's narrative says of them")
    parser.add_argument("--sample", type=Path, required=True, metavar="FILE", help="a file of theirs to try it on")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Keep it. Raises FileUnreadable, BadProfile, SampleUnreadable, NoSuchMethod, NoSuchBankAccount."""
    try:
        layout = json_file.read(readable(options.layout))
    except ValueError as fault:
        raise BadProfile(why=str(fault)) from None
    done = write_file_profile(
        code=options.code, name=options.name, method=options.method, bank_account=options.bank_account,
        bank_words=options.bank_words, layout=layout, sample=readable(options.sample).read_bytes(), on=options.on,
        at=now(), by=options.by,
    )  # fmt: skip
    read = f"the sample holds {count(done.payments, 'payment')}, {pounds(done.pence)}"
    return Answer(
        asdict(done), f"{done.profile} is kept, {read}. Somebody else approves it with  approve-file-profile."
    )
