"""A kept file handed to a browser exactly as it came: offered to be saved, never opened among our pages."""

from __future__ import annotations

from django.http import HttpResponse

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "zip": "application/zip",
}


def as_download(name: str, kind: str, content: bytes) -> HttpResponse:
    """The file under its own name, in letters that no header stumbles over."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "._- ") else "_" for c in name)
    answer = HttpResponse(content, content_type=_TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="{plain}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
