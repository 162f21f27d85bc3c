"""How Piperoll says no: a class whose docstring is the sentence the person reads."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Any


class Refused(Exception):
    """Piperoll would not do that."""

    exit_code = 1
    watched = ""
    """Of a file so refused: the sort of alert it raises (empty, duplicate, unbalanced, out_of_sequence), if any."""

    def __init__(self, **facts: Any) -> None:
        self.facts = facts
        super().__init__(self.sentence)

    @property
    def sentence(self) -> str:
        """The docstring with the facts filled in, on one line."""
        return " ".join(inspect.getdoc(type(self)).format(**self.facts).split())  # type: ignore[union-attr]

    def __str__(self) -> str:
        return self.sentence


@dataclass(frozen=True)
class Rejection:
    """One line of a file that could not be taken: where, which field, what it held, and why.

    `line` counts from 1 and includes the heading row, as an editor shows it.
    """

    line: int
    field: str
    value: str
    reason: str
