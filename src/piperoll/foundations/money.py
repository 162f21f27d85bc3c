"""Money is whole pence, an int. These are the only doors between pence and what people write."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

_POUNDS = re.compile(r"(?P<sign>[-+]?)£?(?P<whole>\d{1,3}(?:,\d{3})+|\d+)?(?:\.(?P<part>\d{1,2}))?\Z", re.ASCII)


LONGEST = 40
"""No sum of money takes more letters, however it is written."""


def pence_from_pounds(text: str) -> int:
    """Pence in a sum written in pounds: `12.5`, `£1,234.56`, `-3`, `.50`.

    Raises ValueError when it is not a sum of money to the penny.
    """
    found = _POUNDS.match(text.strip())
    if not found or (found["whole"] is None and found["part"] is None) or len(text) > LONGEST:
        raise ValueError(f"{text!r} is not a sum in pounds and pence")
    pence = int((found["whole"] or "0").replace(",", "")) * 100 + int((found["part"] or "0").ljust(2, "0"))
    return -pence if found["sign"] == "-" else pence


def pounds(pence: int) -> str:
    """A sum as people read it: `£1,234.56`, `−£3.00`."""
    return f"{'−' if pence < 0 else ''}£{abs(pence) // 100:,}.{abs(pence) % 100:02d}"


def plain_pounds(pence: int) -> str:
    """A sum as files hold it: `1234.56`, `-3.00`."""
    return f"{'-' if pence < 0 else ''}{abs(pence) // 100}.{abs(pence) % 100:02d}"


def to_whole_pence(pence: Decimal) -> int:
    """Round half a penny away from nought (HALF_UP), the council's policy for each line of an invoice."""
    return int(pence.quantize(Decimal(1), rounding=ROUND_HALF_UP))
