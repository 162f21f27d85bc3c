"""A print file: many letters in one PDF, sorted as the print unit folds them, a separator sheet before each sort, and a
manifest that says which pages are whose."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import pikepdf

from piperoll.dispatch.models import Document
from piperoll.dispatch.rules import FORMATS, LANGUAGES, WORK, sheets
from piperoll.documents.rendering.typesetting import typeset
from piperoll.formats.spreadsheet_csv import line

A4 = (595, 842)
MANIFEST = (
    "sequence", "document", "number", "customer", "recipient", "postcode", "format", "work", "language", "first_page",
    "pages", "sheets", "sha256",
)  # fmt: skip


@dataclass(frozen=True)
class Letter:
    """A document drawn: its bytes, their digest and how many pages it has."""

    document: Document
    pdf: bytes
    digest: bytes
    pages: int


@dataclass(frozen=True)
class Bundle:
    """A print file and its manifest."""

    pdf: bytes
    manifest: bytes
    pages: int


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def bundle(letters: Sequence[Letter], *, name: str, made_on: date) -> Bundle:
    """One PDF of these letters. Every letter begins on a front: a blank back is added after an odd last page."""
    ordered = sorted(letters, key=_sort)
    out, manifest = pikepdf.Pdf.new(), [line(MANIFEST)]
    for (format_, count), group in groupby(ordered, key=lambda one: (one.document.format, sheets(one.pages))):
        members = list(group)
        _append(out, _separator(name, format_, count, len(members), made_on))
        for one in members:
            first = len(out.pages) + 1
            _append(out, one.pdf)
            manifest.append(line(_row(len(manifest), first, one)))
    content = io.BytesIO()
    pages = len(out.pages)
    out.save(content, deterministic_id=True)
    return Bundle(content.getvalue(), "".join(manifest).encode("utf-8-sig"), pages)


def _sort(one: Letter) -> tuple[int, int, str, int]:
    return (list(FORMATS).index(one.document.format), sheets(one.pages), one.document.postcode, one.document.pk)


def _append(out: pikepdf.Pdf, pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        out.pages.extend(opened.pages)
        if len(opened.pages) % 2:
            out.add_blank_page(page_size=A4)


def _row(sequence: int, first: int, one: Letter) -> tuple[object, ...]:
    document = one.document
    return (
        sequence, document.pk, document.number, document.customer.reference, document.recipient, document.postcode,
        FORMATS[document.format], WORK[document.format], LANGUAGES[document.language], first, one.pages,
        sheets(one.pages), one.digest.hex(),
    )  # fmt: skip


def plural(number: int, one: str) -> str:
    """`1 sheet`, `1,204 sheets`."""
    return f"{number:,} {one}{'' if number == 1 else 's'}"


def _separator(name: str, format_: str, count: int, letters: int, made_on: date) -> bytes:
    data = {
        "title": f"Separator: {FORMATS[format_]}, {plural(count, 'sheet')} each",
        "lines": [
            name,
            f"{FORMATS[format_]}: {WORK[format_].lower()}",
            f"{plural(count, 'sheet')} each",
            plural(letters, "letter"),
        ],
        "dated": {"year": made_on.year, "month": made_on.month, "day": made_on.day},
    }
    return typeset("separator.typ", data, dated=made_on)
