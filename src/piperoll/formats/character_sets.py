"""Which letters a file's bytes are: what spreadsheets and banks on Windows write, told by the bytes alone."""

from __future__ import annotations

import codecs

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def is_utf_16(content: bytes) -> bool:
    """Whether a file marks itself as UTF-16."""
    return content.startswith(_UTF_16)


def decoded(content: bytes) -> str:
    """The text: UTF-16 where it is marked so, UTF-8 where it is that, else Windows-1252. The mark is left out."""
    try:
        return content.decode("utf-16" if is_utf_16(content) else "utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
