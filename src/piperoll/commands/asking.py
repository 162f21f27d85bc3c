"""What commands ask for alike: the day, sums in pounds, files that open; and answers in columns."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from piperoll.formats.attachments import Document, checked
from piperoll.foundations.money import pence_from_pounds
from piperoll.foundations.refusals import Refused

LONDON = ZoneInfo("Europe/London")
_NUMBER = re.compile(r"[−-]?£?[\d,]+(\.\d+)?\Z")


class FileUnreadable(Refused):
    """{path} cannot be opened: {reason}. Check the name and that you may read it."""


def now() -> datetime:
    """This moment. Commands read the clock; verbs never do."""
    return datetime.now(UTC)


def today() -> date:
    """The council's own day."""
    return datetime.now(LONDON).date()


def day(text: str) -> date:
    """A date typed as 2026-11-23."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date, like 2026-11-23") from None


def moment(text: str) -> datetime:
    """A moment typed as 2026-11-23T09:05, in the council's own time unless it says another."""
    try:
        typed = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a moment, like 2026-11-23T09:05") from None
    return typed if typed.tzinfo else typed.replace(tzinfo=LONDON)


def pence(text: str) -> int:
    """A sum typed in pounds, in pence."""
    try:
        return pence_from_pounds(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(str(fault)) from None


def number(text: str) -> Decimal:
    """A plain number, like 21 or 17.5."""
    if not re.fullmatch(r"-?\d{1,9}(\.\d{1,4})?", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number, like 17.5")
    return Decimal(text)


def memory(text: str) -> str:
    """An amount of memory typed as 2GB or 512MB."""
    if not re.fullmatch(r"[1-9][0-9]{0,4} ?(MB|GB)", text.upper()):
        raise argparse.ArgumentTypeError(f"{text!r} is not an amount of memory, like 2GB")
    return text.upper()


def ask_for_dated(parser: argparse.ArgumentParser) -> None:
    """What every value that changes with time asks: from when, on whose authority, where it is written."""
    parser.add_argument(
        "--from", dest="valid_from", type=day, required=True, metavar="DATE", help="the first day it holds"
    )
    parser.add_argument("--authority", required=True, metavar="WORDS", help="the policy, decision or law")
    parser.add_argument("--source", default="", metavar="WORDS", help="where that is written")
    parser.add_argument("--to-verify", action="store_true", help="mark it as still to be checked")


def ask_for_the_day(parser: argparse.ArgumentParser, what: str = "the day it counts from") -> None:
    """`--on DATE`, today unless told."""
    parser.add_argument("--on", type=day, default=today(), metavar="DATE", help=f"{what}, like 2026-11-23 (else today)")


def sum_of(text: str) -> tuple[str, int]:
    """An invoice and a sum typed as AT0000000195=42.50: its number, and pence."""
    name, equals, pounds = text.partition("=")
    if not equals or not name.strip():
        raise argparse.ArgumentTypeError(f"{text!r} is not an invoice and a sum, like AT0000000195=42.50")
    return name.strip(), pence(pounds)


def ask_for_sums(parser: argparse.ArgumentParser) -> None:
    """`NUMBER=POUNDS`, once for each invoice."""
    parser.add_argument(
        "sums", nargs="+", type=sum_of, metavar="NUMBER=POUNDS", help="an invoice and what to pay of it"
    )


def readable(path: Path) -> Path:
    """The path of a file that opens. Raises FileUnreadable."""
    try:
        with path.open("rb"):
            return path
    except OSError as problem:
        raise FileUnreadable(path=path, reason=(problem.strerror or "unknown").lower()) from None


def documents(paths: Sequence[Path]) -> list[Document]:
    """Files fit to be kept as evidence. Raises FileUnreadable, NotADocument."""
    return [checked(path.name, readable(path).read_bytes()) for path in paths]


def count(number: int, one: str, many: str = "") -> str:
    """`1 invoice`, `1,204 invoices`; `many` for words that do not take an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def day_in_words(on: date) -> str:
    """`23 November 2026`."""
    return f"{on.day} {on:%B %Y}"


def columns(rows: Sequence[Sequence[object]], *, indent: int = 2) -> str:
    """Rows as aligned columns: figures to the right, words to the left."""
    told = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(row[place]) for row in told) for place in range(len(told[0]))] if told else []
    lines = (
        "  ".join(_fitted(cell, width, last=place == len(widths) - 1) for place, (cell, width) in enumerate(pairs))
        for pairs in (list(zip(row, widths, strict=True)) for row in told)
    )
    return "\n".join(" " * indent + line.rstrip() for line in lines)


def _fitted(cell: str, width: int, *, last: bool) -> str:
    if _NUMBER.match(cell):
        return cell.rjust(width)
    return cell if last else cell.ljust(width)
