"""The file another ledger gets of the money that was taken for it: its columns, how dates and sums are written, and a
line of totals, as data.

One receipt a line; a correction is a line below nought. Fields, by name: the personal account and the date of birth it
is known by (if it is), the sum, the day it was received, the method of payment, our receipt, the line's number, and
what was put right ("" unless a correction).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import Any

from piperoll.foundations.fund_references import apart
from piperoll.foundations.money import plain_pounds

FIELDS = {
    "account": "the personal account",
    "born": "the date of birth that the account is known by, if it is",
    "sum": "the sum",
    "date": "the day it was received",
    "method": "how it was paid",
    "receipt": "our receipt",
    "line": "the line's number in the file",
    "corrects": "our receipt again, when the line takes money back",
}
"""What a column may hold, by name, in words."""
DATES = {"yyyy-mm-dd": "%Y-%m-%d", "dd/mm/yyyy": "%d/%m/%Y", "yyyymmdd": "%Y%m%d", "ddmmyyyy": "%d%m%Y"}
SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
FIRST = "Account = account\nAmount = sum\nDate = date\nMethod = method\nReceipt = receipt"


class LayoutWrong(ValueError):
    """A layout that cannot be, and why, in a few words."""


@dataclass(frozen=True)
class Line:
    """Pence for (below nought: taken back from) a personal account, as they came to us."""

    account: str
    amount_pence: int
    received_on: date
    method: str
    receipt: str


@dataclass(frozen=True)
class Layout:
    """`columns` are a heading and a field a line, `Amount = sum`; `pence` says that sums have no point."""

    columns: str = FIRST
    separator: str = "comma"
    dates: str = "yyyy-mm-dd"
    pence: bool = False

    def __post_init__(self) -> None:
        if self.separator not in SEPARATORS:
            raise LayoutWrong(f"columns are separated by one of {', '.join(SEPARATORS)}")
        if self.dates not in DATES:
            raise LayoutWrong(f"dates are written as one of {', '.join(DATES)}")
        fields = [field for _, field in self.pairs]
        for field in fields:
            if field not in FIELDS:
                raise LayoutWrong(f"a column holds one of {', '.join(FIELDS)}, not {field or 'nothing'}")
        for needed in ("account", "sum"):
            if needed not in fields:
                raise LayoutWrong(f"one column must hold the {needed}")

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Each column's heading and field."""
        lines = (line.rpartition("=") for line in self.columns.splitlines() if line.strip())
        return [(heading.strip(), field.strip().lower()) for heading, _, field in lines]

    def told(self) -> dict[str, Any]:
        """The layout as it is kept."""
        return {"columns": self.columns, "separator": self.separator, "dates": self.dates, "pence": self.pence}


def layout_of(told: Mapping[str, Any]) -> Layout:
    """The layout kept as data. Raises LayoutWrong."""
    kinds = {"columns": str, "separator": str, "dates": str, "pence": bool}
    if not isinstance(told, Mapping) or any(type(value) is not kinds.get(name) for name, value in told.items()):
        raise LayoutWrong(f"a layout says {', '.join(kinds)}, and nothing else")
    return Layout(**told)


def write(lines: Iterable[Line], layout: Layout, *, fund: str, sequence: int, on: date) -> bytes:
    """The file: a first line that names fund, number and day, headings, the lines, and how many they are and come to.

    The first and last lines begin with HEADER and TOTAL. Text that a spreadsheet would take for a formula gets an
    apostrophe before it.
    """
    told = list(lines)
    made = StringIO()
    out = csv.writer(made, delimiter=SEPARATORS[layout.separator], lineterminator="\r\n")
    out.writerow(["HEADER", fund, f"{sequence:06d}", on.strftime(DATES[layout.dates])])
    out.writerow([heading for heading, _ in layout.pairs])
    for number, line in enumerate(told, 1):
        cells = _cells(number, line, layout)
        out.writerow([cells[field] for _, field in layout.pairs])
    out.writerow(["TOTAL", len(told), _sum(sum(line.amount_pence for line in told), layout)])
    return made.getvalue().encode()


def _cells(number: int, line: Line, layout: Layout) -> dict[str, str]:
    account, born_on = apart(line.account)
    return {
        "account": _plain(account), "sum": _sum(line.amount_pence, layout),
        "born": born_on.strftime(DATES[layout.dates]) if born_on else "",
        "date": line.received_on.strftime(DATES[layout.dates]), "method": _plain(line.method),
        "receipt": _plain(line.receipt), "line": str(number),
        "corrects": _plain(line.receipt) if line.amount_pence < 0 else "",
    }  # fmt: skip


def _sum(pence: int, layout: Layout) -> str:
    return str(pence) if layout.pence else plain_pounds(pence)


def _plain(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text
