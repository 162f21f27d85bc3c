"""Files handed to a browser: offered to be saved, never opened among our pages."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from django.http import HttpResponse, StreamingHttpResponse

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "zip": "application/zip",
}


def as_download(name: str, kind: str, content: bytes) -> HttpResponse:
    """A kept file exactly as it came, under its own name, in letters that no header stumbles over."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "._- ") else "_" for c in name)
    answer = HttpResponse(content, content_type=_TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="{plain}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def as_spreadsheet(name: str, lines: Iterable[str]) -> StreamingHttpResponse:
    """Lines of CSV of whatever length as `name`.csv, marked as UTF-8 so that spreadsheets read every name right."""
    answer = StreamingHttpResponse(chain(["\ufeff"], lines), content_type=_TYPES["csv"])
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer
