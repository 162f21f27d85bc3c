"""A letter measured against GOV.UK Notify's specification: the drawn page, not what the template meant.

Each page is drawn at 150 dots an inch. Ink outside the zones where Notify lets it stand is found row by row and told in
millimetres from the top left. The address is read from its window, as Notify reads it.
Specification: notifications-template-preview, `precompiled.py`, and the letter specification of GOV.UK Notify.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium

MOST_PAGES, MOST_BYTES = 10, 2 * 1024 * 1024
A4_MM, TOLERANCE_MM = (210.0, 297.0), 2.0
DOTS_A_MM = 150 / 25.4
_LIGHTEST_INK = 245
_WHITEN = bytes(value if value < _LIGHTEST_INK else 255 for value in range(256))
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|BFPO ?\d{1,4}", re.IGNORECASE)
_BAD_START = '@()=[]"\\/,<>~'


@dataclass(frozen=True)
class Zone:
    """A rectangle on the paper, in millimetres from the top left."""

    left: float
    top: float
    right: float
    bottom: float


PRINTABLE = Zone(15, 5, 195, 292)
ADDRESS = Zone(24.6, 39.5, 120, 66.3)
FIRST_PAGE = (Zone(15, 5, 125, 30), Zone(125, 5, 195, 95), ADDRESS, Zone(15, 95, 195, 292))
"""Logo, contact block, address window, body."""
TAG = Zone(0, 0, 15.2, 6.1)
_BLEED_MM = 1.0


@dataclass(frozen=True)
class Fault:
    """Something Notify would refuse: its code, the page, and a sentence with millimetres in it."""

    code: str
    page: int
    sentence: str


@dataclass(frozen=True)
class Measured:
    """What was measured: pages, the address as read from the window, and every fault."""

    pages: int
    address: tuple[str, ...]
    faults: tuple[Fault, ...]

    @property
    def is_fit(self) -> bool:
        """Whether Notify would take it."""
        return not self.faults


def measure(pdf: bytes) -> Measured:
    """Measure a letter."""
    try:
        opened = pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError:
        return Measured(0, (), (Fault("unable-to-read-the-file", 0, "The file is not a PDF that can be read."),))
    try:
        address = tuple(_address(opened[0])) if len(opened) else ()
        faults = [*_of_the_file(pdf, len(opened)), *_of_the_address(address)]
        for number in range(min(len(opened), MOST_PAGES)):
            faults += _of_a_page(opened[number], number + 1)
        return Measured(len(opened), address, tuple(faults))
    finally:
        opened.close()


def _of_the_file(pdf: bytes, pages: int) -> Iterator[Fault]:
    if pages > MOST_PAGES:
        yield Fault("letter-too-long", 0, f"It has {pages} pages; Notify prints {MOST_PAGES} at most.")
    if len(pdf) > MOST_BYTES:
        yield Fault("file-too-large", 0, f"It is {len(pdf) / 1024 / 1024:.1f} MB; Notify takes 2 MB at most.")


def _of_a_page(page: pdfium.PdfPage, number: int) -> Iterator[Fault]:
    wide, tall = (side / 72 * 25.4 for side in page.get_size())
    if page.get_rotation() or abs(wide - A4_MM[0]) > TOLERANCE_MM or abs(tall - A4_MM[1]) > TOLERANCE_MM:
        said = f"Page {number} is {wide:.0f} by {tall:.0f} mm, not A4 upright (210 by 297)."
        yield Fault("letter-not-a4-portrait-oriented", number, said)
        return
    if "NOTIFY" in _text(page, TAG):
        yield Fault("notify-tag-found-in-content", number, f"Page {number} has NOTIFY in its top left corner already.")
    outside = _ink_outside(page, FIRST_PAGE if number == 1 else (PRINTABLE,))
    if outside:
        where = (
            f"{outside.left:.0f} to {outside.right:.0f} mm across and {outside.top:.0f} to {outside.bottom:.0f} mm down"
        )
        yield Fault("content-outside-printable-area", number, f"Page {number} has ink where none may be: {where}.")


def _ink_outside(page: pdfium.PdfPage, allowed: tuple[Zone, ...]) -> Zone | None:
    """The box round all ink outside the zones (each a millimetre larger), or None."""
    bitmap = page.render(scale=150 / 72, grayscale=True)
    wide, tall, stride = bitmap.width, bitmap.height, bitmap.stride
    rows = bytes(bitmap.buffer).translate(_WHITEN)
    bitmap.close()
    left, top, right, bottom = wide, tall, -1, -1
    for y in range(tall):
        row = bytearray(rows[y * stride : y * stride + wide])
        for zone in allowed:
            if zone.top - _BLEED_MM <= y / DOTS_A_MM <= zone.bottom + _BLEED_MM:
                start = max(int((zone.left - _BLEED_MM) * DOTS_A_MM), 0)
                end = min(int((zone.right + _BLEED_MM) * DOTS_A_MM) + 1, wide)
                row[start:end] = b"\xff" * (end - start)
        ink = row.strip(b"\xff")
        if ink:
            first = len(row) - len(row.lstrip(b"\xff"))
            left, right = min(left, first), max(right, first + len(ink))
            top, bottom = min(top, y), max(bottom, y)
    if right < 0:
        return None
    return Zone(left / DOTS_A_MM, top / DOTS_A_MM, right / DOTS_A_MM, bottom / DOTS_A_MM)


def _text(page: pdfium.PdfPage, zone: Zone) -> str:
    """The words that stand in a zone."""
    points = 72 / 25.4
    tall = page.get_height()
    reader = page.get_textpage()
    found = reader.get_text_bounded(
        left=zone.left * points,
        top=tall - zone.top * points,
        right=zone.right * points,
        bottom=tall - zone.bottom * points,
    )
    reader.close()
    return str(found)


def _address(page: pdfium.PdfPage) -> Iterator[str]:
    for line in _text(page, ADDRESS).replace("\r", "\n").split("\n"):
        if line.strip():
            yield line.strip()


def _of_the_address(lines: tuple[str, ...]) -> Iterator[Fault]:
    """What Notify would say of the address in the window."""
    if not lines:
        yield Fault("address-is-empty", 1, "There are no words in the address window.")
        return
    if len(lines) < 3:
        yield Fault("not-enough-address-lines", 1, f"The address has {len(lines)} lines; it must have three at least.")
    if len(lines) > 7:
        yield Fault("too-many-address-lines", 1, f"The address has {len(lines)} lines; it may have seven at most.")
    if not _POSTCODE.fullmatch(lines[-1]):
        said = f"The last line of the address is {lines[-1]!r}, not a UK postcode."
        yield Fault("not-a-real-uk-postcode", 1, said)
    for line in lines:
        if line[0] in _BAD_START:
            yield Fault("invalid-char-in-address", 1, f"The address line {line!r} begins with {line[0]!r}.")
    if any(not re.search(r"\w", line) for line in lines[:2]):
        yield Fault("invalid-address-line-1-or-2", 1, "The first two lines of the address must have letters or digits.")
    if any("no fixed abode" in line.lower() for line in lines):
        yield Fault("no-fixed-abode-address", 1, "“No fixed abode” is not an address Notify can post to.")
