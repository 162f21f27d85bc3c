"""A QR code as a small SVG drawing."""

from __future__ import annotations

import io
from functools import lru_cache

import segno

from piperoll.foundations.refusals import Refused

MOST_BYTES = 504
"""The longest text GOV.UK Notify prints as a QR code, and the most a phone reads easily from paper."""


class QrTextTooLong(Refused):
    """The QR code would hold {bytes} bytes and {most} is the most that prints well: use a shorter web address."""


@lru_cache(maxsize=64)
def qr_code_svg(text: str) -> str:
    """The text as a QR code, error correction level M, with no border (the template leaves the quiet zone)."""
    length = len(text.encode("utf-8", "replace"))
    if length > MOST_BYTES:
        raise QrTextTooLong(bytes=length, most=MOST_BYTES)
    drawing = io.BytesIO()
    code = segno.make_qr(text.encode("utf-8", "replace").decode(), error="m", boost_error=False)
    code.save(drawing, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None)
    return drawing.getvalue().decode()
