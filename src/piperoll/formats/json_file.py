"""A JSON file somebody wrote by hand: read whole, or refused in words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

LARGEST_BYTES = 20_000_000


def read(file: Path) -> Any:
    """What the file says. Raises ValueError with the words of what is wrong."""
    try:
        content = file.read_bytes()
    except OSError as fault:
        raise ValueError(f"it cannot be opened ({(fault.strerror or 'unknown').lower()})") from None
    if not content.strip():
        raise ValueError("it is empty")
    if len(content) > LARGEST_BYTES:
        raise ValueError("it is larger than any such file")
    try:
        return json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ValueError("it is not text in UTF-8") from None
    except json.JSONDecodeError as fault:
        raise ValueError(f"it is not JSON from line {fault.lineno} on; is it whole?") from None
    except (ValueError, RecursionError):
        raise ValueError("it holds what no such file holds") from None
