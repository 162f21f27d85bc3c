"""One reused Typst compiler in each process: the fonts are read once, each file it makes depends on its input alone."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import typst

from piperoll.documents.rendering.drawable import font_folders

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
STANDARDS = ("a-3a", "ua-1")
"""PDF/A-3a (kept for ever) and PDF/UA-1 (read by anyone) in one file."""


def typesetter_version() -> str:
    """The engine that makes the bytes, to be stored beside them: `typst 0.15.2`."""
    return f"typst {metadata.version('typst')}"


def typeset(template: str, data: dict[str, Any], dated: date) -> bytes:
    """The PDF that a template makes of `data`, stamped midnight of `dated` so that the same input gives the same bytes.

    Raises `typst.TypstError` when the template cannot be drawn with it.
    """
    pdf = _compiler(template).compile(
        format="pdf",
        sys_inputs={"document": json.dumps(data, ensure_ascii=False)},
        pdf_standards=list(STANDARDS),  # type: ignore[arg-type]
        timestamp=datetime(dated.year, dated.month, dated.day, tzinfo=UTC),
    )
    assert isinstance(pdf, bytes)
    return pdf


@cache
def _compiler(template: str) -> typst.Compiler:
    """This process's compiler for one template, with our own fonts only."""
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder) for folder in font_folders()]
    )
    return typst.Compiler(str(TEMPLATES / template), root=str(TEMPLATES), font_paths=fonts)
