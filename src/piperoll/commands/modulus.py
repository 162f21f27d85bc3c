"""Check whether a sort code and an account number can belong together.

The modulus check of UK bank accounts, with all its exceptions. DIR holds Vocalink's own valacdos.txt and scsubtab.txt,
which a council downloads itself. The answer is valid, invalid, not in table (no check is published for that sort
code) or not checked (no tables, or ten digits of an unnamed bank); only invalid says that it must be wrong, and ends
with exit code 1.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from piperoll.commands.answers import Answer
from piperoll.commands.asking import FileUnreadable, readable
from piperoll.formats.modulus_tables import read_tables
from piperoll.foundations.bank_account import TEN_DIGITS, checked
from piperoll.foundations.modulus import ModulusTables, Result

GROUP = "Checking files"
NEEDS_DATABASE = False


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("sort_code", help="six digits, with or without hyphens")
    parser.add_argument("account", help="six to ten digits")
    parser.add_argument("--tables", type=Path, metavar="DIR", help="the folder of valacdos.txt and scsubtab.txt")
    parser.add_argument(
        "--ten-digits",
        choices=sorted(TEN_DIGITS),
        default="",
        help="how ten digits are shortened: "
        + "; ".join(f"{name}, {says}" for name, says in sorted(TEN_DIGITS.items())),
    )


def run(options: argparse.Namespace) -> Answer:
    """Check it. Raises FileUnreadable, TableRefused."""
    tables = tables_in(options.tables) if options.tables else None
    said = checked(options.sort_code, options.account, tables, ten_digits=options.ten_digits)
    text = f"{said.result.capitalize()}: {said.why}."
    return Answer(asdict(said), text, 1 if said.result is Result.INVALID else 0)


def tables_in(folder: Path) -> ModulusTables | None:
    """The tables in a folder, their names in any case and with a version or without; None when the weights are not
    there. Raises FileUnreadable."""
    if folder.exists() and not folder.is_dir():
        raise FileUnreadable(path=folder, reason="it is no folder")
    files = {file.name.lower(): file for file in folder.iterdir()} if folder.exists() else {}
    table, substitutes = _named(files, "valacdos"), _named(files, "scsubtab")
    if table is None:
        return None
    weights = readable(table).read_bytes()
    return read_tables(weights, readable(substitutes).read_bytes() if substitutes else None)


def _named(files: dict[str, Path], table: str) -> Path | None:
    """The file of that name, else the one whose name starts so. Raises FileUnreadable where two might be meant."""
    if f"{table}.txt" in files:
        return files[f"{table}.txt"]
    found = [file for name, file in files.items() if name.startswith(table)]
    if len(found) > 1:
        raise FileUnreadable(path=found[0], reason=f"the folder holds {len(found)} files called {table}…; keep one")
    return found[0] if found else None
