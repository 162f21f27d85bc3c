"""What every Bacs XML report asks alike: safe reading, days, sums, sort codes. A fault names the line it is on."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from lxml import etree

from piperoll.formats.camt_entries import local_name
from piperoll.formats.fields import iso_date, number_in, shown
from piperoll.formats.refusals import FileMalformed, HostileXml, TotalsDisagree
from piperoll.foundations.money import LONGEST, pounds

_PAGE = re.compile(rb"<(!DOCTYPE )?html", re.IGNORECASE)
_SUM = re.compile(r"-?[\d,]+(\.\d{1,2})?")


def root_of(content: bytes) -> Any:
    """The document's root element. Raises HostileXml, FileMalformed."""
    start = content.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    if not start.startswith(b"<") or _PAGE.match(start):
        reason = "it is not Bacs's XML: download the report as XML, not as a page, a table or a PDF"
        raise FileMalformed(format="Bacs report", line=1, reason=reason)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content.lstrip(b"\xef\xbb\xbf \t\r\n"), parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        line = getattr(fault, "lineno", None) or 1
        reason = f"it is not whole XML ({str(fault)[:120]})"
        raise FileMalformed(format="Bacs report", line=line, reason=reason) from None
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        raise HostileXml(line=1)
    return root


def named(root: Any, name: str) -> list[Any]:
    """Every element of that name below, whatever its namespace, in order."""
    return list(root.iter("{*}" + name))


def first(root: Any, name: str) -> Any | None:
    """The first element of that name below, or None."""
    return next(iter(named(root, name)), None)


def said(element: Any | None, attribute: str) -> str:
    """An attribute without the blanks after it; "" when there is none."""
    return (element.get(attribute) or "").rstrip() if element is not None else ""


def child_said(element: Any, name: str) -> str:
    """The text of a child element without blanks round it; "" when there is none."""
    found = next((child for child in element if isinstance(child.tag, str) and local_name(child.tag) == name), None)
    return (found.text or "").strip() if found is not None else ""


def a_day(text: str, element: Any, what: str) -> date | None:
    """A day written 2026-11-24, a time of day after it or not; None for a blank or a nought. Raises FileMalformed."""
    if not text.strip("0 "):
        return None
    try:
        return iso_date(text.strip()) if "T" in text else date.fromisoformat(text.strip())
    except ValueError:
        raise malformed(element, f"{what} {text!r} is not a day, like 2026-11-24") from None


def pence(text: str, element: Any, what: str) -> int:
    """A sum in pounds (`1,234.50`) in pence. Raises FileMalformed."""
    try:
        if not _SUM.fullmatch(text.strip()) or len(text) > LONGEST:
            raise InvalidOperation
        return int(Decimal(text.strip().replace(",", "")) * 100)
    except InvalidOperation:
        raise malformed(element, f"{what} {shown(text)} is not a sum in pounds") from None


def taken(text: str, element: Any, what: str, currency: str = "") -> int:
    """A sum in pounds that was taken of somebody, so above nought, in pence. Raises FileMalformed."""
    if currency not in ("", "GBP"):
        raise malformed(element, f"{what} {shown(text)} is in {shown(currency)}; Bacs moves pounds")
    found = pence(text, element, what)
    if found <= 0:
        raise malformed(element, f"{what} {shown(text)} is not a sum above nought")
    return found


def digits_of(text: str) -> str:
    """A sort code or account without hyphens and blanks; "" for all noughts, which stand for none."""
    kept = re.sub(r"[\s-]", "", text)
    return "" if not kept.strip("0") else kept


def whole(text: str, element: Any, what: str) -> int:
    """A count. Raises FileMalformed."""
    found = number_in(text.strip())
    if found is None:
        raise malformed(element, f"{what} {shown(text)} is not a whole number")
    return found


def malformed(element: Any, reason: str) -> FileMalformed:
    """A refusal that names the element's line."""
    return FileMalformed(format="Bacs report", line=element.sourceline or 1, reason=reason)


def must_agree(element: Any, what: str, stated: int, counted: int, *, is_money: bool = True) -> None:
    """Raise TotalsDisagree unless both are the same."""
    if stated != counted:
        say = pounds if is_money else "{:,}".format
        raise TotalsDisagree(
            line=element.sourceline or 1, format="Bacs report", what=what, stated=say(stated), counted=say(counted)
        )
