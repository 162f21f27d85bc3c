"""Put a case together in one ZIP for a senior or legal: its story, a statement of two years, every letter that went.

Who took it out, for whom and why, is put on record.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.cases.make_handover_pack import make_handover_pack
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now
from piperoll.commands.output_files import write_new
from piperoll.commands.restricted import to_see

GROUP = "Recovery"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("customer", metavar="REFERENCE", help="the customer’s reference, like C000000198")
    parser.add_argument("--for", dest="whom", required=True, metavar="WORDS", help="who takes it on")
    parser.add_argument("--reason", required=True, metavar="WORDS", help="why it is handed over")
    parser.add_argument("--to", type=Path, required=True, metavar="FILE.zip", help="where it goes")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Make it. Raises NoSuchCustomer, PlaceTaken, PlaceClosed."""
    customer = to_see(options)
    done = make_handover_pack(
        customer=customer.reference, to=options.whom, reason=options.reason, on=options.on, at=now(), by=options.by
    )  # fmt: skip
    write_new(options.to, done.content)
    data = {name: value for name, value in asdict(done).items() if name != "content"} | {"file": str(options.to)}
    lost = f"; {count(done.lost, 'letter')} kept no more" if done.lost else ""
    return Answer(data, f"{options.to}: the case, a statement and {count(done.letters, 'letter')}{lost}.")
