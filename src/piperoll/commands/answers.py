"""What a command hands back: the same facts twice, once for machines and once for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Answer:
    """A command's outcome: `data` for `--json`, `text` for the terminal, and the exit code (0 = done)."""

    data: dict[str, Any]
    text: str
    exit_code: int = 0
