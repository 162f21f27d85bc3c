"""One reused Typst compiler a template in each process: the fonts are read once, and so is what letters have in common.

What a letter says reaches Typst as a file that lies in memory, always at the same address, and not as `sys.inputs`:
those are part of everything Typst remembers, so that with other inputs it would remember nothing and lay out every
paragraph afresh. That is worth a factor of three (benchmarks/README.md). Each PDF still depends on its input alone.
"""

from __future__ import annotations

import json
import os
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from piperoll.documents.rendering.drawable import font_folders

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
STANDARDS = ("a-3a", "ua-1")
"""PDF/A-3a (kept for ever) and PDF/UA-1 (read by anyone) in one file."""


def typeset(template: str, data: dict[str, Any], dated: date) -> bytes:
    """The PDF that a template makes of `data`, stamped midnight of `dated` so that the same input gives the same bytes.

    Raises `typst.TypstError` when the template cannot be drawn with it.
    """
    midnight = datetime(dated.year, dated.month, dated.day, tzinfo=UTC)
    return _press(template).print(json.dumps(data, ensure_ascii=False).encode(), midnight)


class _Press:
    """A compiler for one template, with our own fonts only, and the file in memory from which it reads what to say."""

    def __init__(self, template: str) -> None:
        self._one_at_a_time = Lock()
        self._file = os.memfd_create(template)
        self._compiler = typst.Compiler(
            str(TEMPLATES / template),
            root="/",
            font_paths=_fonts(),
            sys_inputs={"document": f"/proc/self/fd/{self._file}"},
        )

    def print(self, data: bytes, midnight: datetime) -> bytes:
        """The PDF that the template makes of this data."""
        with self._one_at_a_time:
            os.ftruncate(self._file, 0)
            os.pwrite(self._file, data, 0)
            pdf = self._compiler.compile(format="pdf", pdf_standards=list(STANDARDS), timestamp=midnight)  # type: ignore[arg-type]
        assert isinstance(pdf, bytes)
        return pdf


@cache
def _press(template: str) -> _Press:
    """This process's press for one template."""
    return _Press(template)


@cache
def _fonts() -> typst.Fonts:
    """Our own fonts, read once, and no others."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder) for folder in font_folders()]
    )
