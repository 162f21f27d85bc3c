"""Ask that debts of a customer be written off: all that is overdue, some invoices, or a sum.

Within your limit it is done at once; beyond it somebody else decides. Nobody outside is told, and the debt stays owed:
money that names it later brings it back.

request-write-off ANY000123 --reason gone_away --why "Two searches found nothing" --evidence "Case 1182, both searches"
request-write-off ANY000123 --reason legal_advice --why "Told not to sue" --evidence "Case 7" --amount 12.00
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, documents, now, pence
from piperoll.foundations.money import pounds
from piperoll.write_offs.request_write_off import WriteOffWanted, request_write_off
from piperoll.write_offs.rules import REASONS, SMALL

GROUP = "Write-offs"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    codes = ", ".join(code for code in REASONS if code != SMALL)
    parser.add_argument("customer", metavar="CUSTOMER", help="whose debts")
    parser.add_argument("--reason", required=True, metavar="CODE", help=f"one of {codes}")
    parser.add_argument("--why", required=True, help="why it will not be paid, in a few words")
    parser.add_argument(
        "--invoice", action="append", default=[], metavar="NUMBER", help="only this invoice (again for another)"
    )
    parser.add_argument("--amount", type=pence, metavar="POUNDS", help="only this much, the longest due first")
    parser.add_argument("--evidence", default="", help="where what the reason needs is kept")
    parser.add_argument("--file", type=Path, action="append", default=[], help="kept with it: PDF, PNG or JPEG")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Ask. Raises EvidenceMissing, NotToBeWrittenOff and whatever else the verb refuses."""
    wanted = WriteOffWanted(
        customer=options.customer, reason=options.reason, why=options.why, invoices=options.invoice,
        amount_pence=options.amount, evidence=options.evidence, files=documents(options.file),
    )  # fmt: skip
    done = request_write_off(wanted=wanted, on=options.on, at=now(), by=options.by)
    waits = f"Request {done.request}: {pounds(done.pence)} of {done.customer} waits for somebody else to decide it."
    return Answer(asdict(done), done.done or waits)
