"""Days for which a debt earns no interest because something was agreed about it: each room that agrees such things
makes known where they stand as it is loaded (`apps.py`, `ready`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Frozen:
    """An item's days, the last included (None: still on), and why nothing is charged for them, then or later."""

    item: int
    since: date
    until: date | None
    why: str


_TELLING: list[Callable[[Sequence[int]], list[Frozen]]] = []


def register(tells: Callable[[Sequence[int]], list[Frozen]]) -> None:
    """Make known what says for which days some items are frozen."""
    if tells not in _TELLING:
        _TELLING.append(tells)


def frozen(items: Sequence[int]) -> list[Frozen]:
    """The days of some items for which no interest is charged."""
    return [one for tells in _TELLING for one in tells(items)]
