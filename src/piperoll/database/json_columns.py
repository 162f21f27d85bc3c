"""JSON in the rows of a statement: Django's connection hands jsonb over as text, and this reads it."""

from __future__ import annotations

import json
from typing import Any


def with_json(row: Any, *names: str) -> Any:
    """The named tuple with these columns read; a null stays None."""
    texts = {name: getattr(row, name) for name in names}
    return row._replace(**{name: json.loads(text) for name, text in texts.items() if isinstance(text, str)})
