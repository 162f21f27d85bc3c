"""Pay a batch of cheques in from a CSV: each is a receipt at once, and the bank's credit will clear the batch.

bank-cheques cheques.csv --bank-account MAIN --slip 500123 --total 389.90

Its columns: amount, drawer; and if you like number, reference (an invoice or a customer). The cheques must come to the
slip's total. The same slip again changes nothing.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, count, now, pence, readable
from piperoll.formats import cheques_csv
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused, Rejection
from piperoll.takings.bank_cheques import bank_cheques
from piperoll.takings.rules import Cheque

GROUP = "Money in"
NEEDS_ACTOR = True


class UnreadableCheques(Refused):
    """Nothing was paid in. {faults}."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", type=Path, help="the CSV of cheques")
    parser.add_argument("--bank-account", required=True, metavar="CODE", help="our bank account they are paid into")
    parser.add_argument("--slip", required=True, metavar="SERIAL", help="the paying-in slip's serial")
    parser.add_argument("--total", type=pence, required=True, metavar="POUNDS", help="the slip's total")
    ask_for_the_day(parser, "the day they are paid in")


def run(options: argparse.Namespace) -> Answer:
    """Pay them in. Raises FileUnreadable, NotATable, UnreadableCheques and whatever the verb refuses."""
    done = bank_cheques(
        bank_account=options.bank_account, slip=options.slip, total_pence=options.total, cheques=_cheques(options.file),
        on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    said = f"Banking {done.banking}, slip {done.slip}: {count(done.cheques, 'cheque')}, {pounds(done.pence)}."
    return Answer(asdict(done), f"{said} Match them with  allocate-receipts.")


def _cheques(path: Path) -> list[Cheque]:
    with readable(path).open("rb") as file:
        read = list(cheques_csv.read(file, path.name))
    wrong = [f"Line {one.line}: {one.field} {one.reason}" for _, one, _ in read if isinstance(one, Rejection)]
    if wrong:
        raise UnreadableCheques(faults="; ".join(wrong))
    told = [one for _, one, _ in read if isinstance(one, dict)]
    return [Cheque(one["amount"], one["drawer"], one["number"], one["reference"]) for one in told]
