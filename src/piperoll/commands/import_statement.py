"""Bank a statement file: every line becomes a receipt, waiting to be allocated.

The format is told by the content. The file must prove itself (opening + lines = closing) and follow the account's last
statement, or it is refused whole. The same file twice changes nothing.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns, now, pence, readable
from piperoll.foundations.money import pounds
from piperoll.receipting.import_statement import Imported, import_statement

NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", type=Path, help="the bank's file, as downloaded")
    parser.add_argument("--bank-account", metavar="CODE", help="our bank account it must be for (else the file says)")
    parser.add_argument(
        "--closing-balance", type=pence, metavar="POUNDS", help="the closing balance, when the file carries none"
    )
    parser.add_argument("--profile", metavar="NAME", help="the CSV layout, when the content does not settle it")
    ask_for_the_day(parser, "the day it is banked")


def run(options: argparse.Namespace) -> Answer:
    """Bank the file. Raises FileUnreadable and whatever the verb refuses."""
    imported = import_statement(
        file=readable(options.file), bank_account=options.bank_account, closing_pence=options.closing_balance,
        profile=options.profile, on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    return Answer(asdict(imported), _said(imported, options.file.name))


def _said(imported: Imported, name: str) -> str:
    figures = [
        ("statements", f"{imported.statements:,}"),
        ("lines banked", f"{imported.lines:,}"),
        ("money in", pounds(imported.credit_pence)),
        ("money out", pounds(imported.debit_pence)),
        *((f"{code} closes at", pounds(closing)) for code, closing in imported.closing_pence.items()),
    ]
    if imported.lines_known_before:
        figures.insert(2, ("banked before", f"{imported.lines_known_before:,}"))
    taken_up = ", taken up where it had stopped" if imported.resumed else ""
    told = columns(figures)
    return f"Run {imported.run}: {name} ({imported.format}){taken_up}.\n{told}"
