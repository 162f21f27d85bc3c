"""Keep how a payer's lists in text or PDF look, tried on a sample; somebody else then approves it.

write-remittance-profile SHIRE layout.json --payer "Anyshire County Council" --sample october.pdf

The layout is JSON; docs/user/remittances.md says what each of its names means. To start from one that comes with
Piperoll, print it with  remittance-profiles --first NAME; to see a sample's lines, with  --lines FILE.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now, readable
from piperoll.formats import json_file
from piperoll.foundations.money import pounds
from piperoll.receipting.write_remittance_profile import BadRemittanceProfile, write_remittance_profile

GROUP = "Money in"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("code", help="the layout's code, like SHIRE")
    parser.add_argument("layout", type=Path, help="the layout, a JSON file")
    parser.add_argument("--payer", required=True, metavar="NAME", help="whose lists look like this")
    parser.add_argument("--sample", type=Path, required=True, metavar="FILE", help="a list of theirs to try it on")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Keep it. Raises FileUnreadable, BadRemittanceProfile, SampleNotRead, NotATable."""
    try:
        layout = json_file.read(readable(options.layout))
    except ValueError as fault:
        raise BadRemittanceProfile(why=str(fault)) from None
    done = write_remittance_profile(
        code=options.code, payer=options.payer, layout=layout, sample=readable(options.sample).read_bytes(),
        on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    return Answer(
        asdict(done),
        f"{done.profile} is kept; the sample holds {count(done.lines, 'line')}, {pounds(done.pence)}. "
        "Somebody else approves it with  approve-remittance-profile.",
    )
