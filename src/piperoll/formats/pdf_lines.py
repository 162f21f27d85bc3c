"""The lines of text on a PDF's pages, as they stand there from top to bottom; columns have ` | ` between them.

A PDF comes from a stranger, so its reader (PDFium) works in a process of its own, with little time and memory: this
file is that process too, run alone, and so it knows nothing else of ours.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2 as pdfium

LARGEST, MOST_PAGES, MOST_LETTERS = 10_000_000, 200, 400_000
SECONDS, MEMORY = 30, 1_500_000_000
_SAME_LINE = 2.5
"""Points by which letters of one line may stand higher or lower."""
_A_BLANK, _A_COLUMN = 0.15, 0.9
"""How far apart two letters are, by their height, when a blank, or the edge of a column, is between them."""


class _Letter(NamedTuple):
    left: float
    right: float
    baseline: float
    height: float
    letter: str


def read_lines(content: bytes) -> list[str]:
    """The text of a PDF, line by line. Raises ValueError, in a few words, when it has none or cannot be read."""
    if len(content) > LARGEST:
        raise ValueError(f"it is larger than {LARGEST // 1_000_000} MB; no list of payments is")
    try:
        child = [sys.executable, "-I", __file__]
        done = subprocess.run(child, input=content, capture_output=True, timeout=SECONDS, check=True)  # noqa: S603
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise ValueError("reading it takes too long; ask the payer for it as a spreadsheet or CSV") from None
    except (subprocess.CalledProcessError, ValueError):
        raise ValueError("it is not a PDF that can be read; ask the payer to send it again") from None
    if why := answer.get("why"):
        raise ValueError(str(why))
    return [str(line) for line in answer["lines"]]


def _in_the_child() -> None:
    import resource

    for limit, most in ((resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, 0)):
        with suppress(ValueError, OSError):
            resource.setrlimit(limit, (most, most))
    json.dump(_answer(sys.stdin.buffer.read()), sys.stdout)


def _answer(content: bytes) -> dict[str, Any]:
    try:
        book = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as fault:
        locked = "password" in str(fault).lower()
        why = "it is locked with a password" if locked else "it is not a PDF that can be read"
        return {"why": f"{why}; ask the payer to send it again"}
    if len(book) > MOST_PAGES:
        return {"why": f"it has more than {MOST_PAGES} pages; ask for it in parts"}
    lines: list[str] = []
    left = MOST_LETTERS
    for page in book:
        letters = page.get_textpage()
        left -= letters.count_chars()
        if left < 0:
            return {"why": f"it holds more than {MOST_LETTERS:,} letters; ask for it in parts"}
        lines += _page(_letters(letters))
    if not any(line.strip() for line in lines):
        return {"why": "it is a picture without text; ask the payer for it as a spreadsheet or CSV"}
    return {"lines": lines}


def _letters(page: Any) -> Iterator[_Letter]:
    for place in range(page.count_chars()):
        code = pdfium.raw.FPDFText_GetUnicode(page, place)
        if pdfium.raw.FPDFText_IsGenerated(page, place) == 1 or code < 32 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            continue
        left, bottom, right, top = page.get_charbox(place, loose=True)
        yield _Letter(left, right, bottom, max(top - bottom, 1.0), chr(code))


def _page(letters: Iterator[_Letter]) -> list[str]:
    """The letters of a page as lines: those of about one height belong together, from left to right."""
    rows: list[list[_Letter]] = []
    for one in sorted(letters, key=lambda one: -one.baseline):
        if rows and rows[-1][0].baseline - one.baseline <= _SAME_LINE:
            rows[-1].append(one)
        else:
            rows.append([one])
    return [_line(sorted(row)) for row in rows]


def _line(row: list[_Letter]) -> str:
    said = [row[0].letter]
    for before, one in pairwise(row):
        gap = (one.left - before.right) / one.height
        said.append(" | " if gap > _A_COLUMN else " " if gap > _A_BLANK else "")
        said.append(one.letter)
    return "".join(said).strip()


if __name__ == "__main__":
    _in_the_child()
