"""Set up an empty council from a JSON file: services, bank accounts, chart of accounts, VAT, terms, holidays.

The letter templates Piperoll comes with are loaded too.
samples/anytown/council.json is one to copy. Afterwards change it page by page under Set-up.
"""

from __future__ import annotations

import argparse
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now, readable
from piperoll.documents.load_templates import TemplatesLoaded, load_templates
from piperoll.ledger.set_up_council import set_up_council

GROUP = "Set-up"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", type=Path, help="the council's set-up file")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Set it up. Raises FileUnreadable, CouncilIsSetUp, NotASetUpFile."""
    done = set_up_council(file=readable(options.file), on=options.on, at=now(), by=options.by)
    with suppress(TemplatesLoaded):
        load_templates(on=options.on, at=now(), by=options.by)
    said = (
        f"{done.council} is set up: {done.services} services, {done.bank_accounts} bank accounts, "
        f"{done.ledger_accounts} ledger accounts."
    )
    return Answer(asdict(done), said)
