"""What pages and commands ask about funds."""

from __future__ import annotations

from typing import Any

from piperoll.database.json_columns import with_json
from piperoll.database.statements import beside

sql = beside(__file__)
_JSON = ("patterns", "words", "samples", "layout")


def funds() -> list[Any]:
    """Every fund with its newest version, and the approved one if that is another; by name."""
    return [with_json(row, *_JSON) for row in sql.funds()]


def fund(code: str) -> Any | None:
    """One fund, or None."""
    return next((row for row in funds() if row.code == code.upper()), None)
