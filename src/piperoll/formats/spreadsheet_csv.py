"""CSV that people open in a spreadsheet: nothing that a customer, a payer or a bank wrote runs there as a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

_RUNS_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
_SUM = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


def line(cells: Iterable[object]) -> str:
    """Cells as one line of the file, each harmless; an empty one for None."""
    text = io.StringIO()
    csv.writer(text).writerow(["" if cell is None else harmless(str(cell)) for cell in cells])
    return text.getvalue()


def harmless(text: str) -> str:
    """Words a spreadsheet shows and never runs: an apostrophe before what it would take for a formula (OWASP, CSV
    Injection). A sum below nought stays a sum."""
    runs = text.startswith(_RUNS_AS_FORMULA) or text.lstrip().startswith(_RUNS_AS_FORMULA)
    return f"'{text}" if runs and not _SUM.fullmatch(text) else text
