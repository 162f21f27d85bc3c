"""Which items a payment makes up exactly, and in how many ways it might have done so by chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from math import prod
from typing import NamedTuple

from piperoll.receipting.matching.facts import OpenItem

MOST_ITEMS_SUMMED = 9
"""Beyond so many open items a sum can be made in too many ways to mean anything."""


class Owed(NamedTuple):
    """An item and the pence still open on it."""

    item: OpenItem
    pence: int


def sets_making(owed: Sequence[Owed], wanted: int) -> Iterator[tuple[tuple[OpenItem, ...], float]]:
    """Sets of items whose open pence make the sum, oldest first where several are alike, with the number of ways.

    `owed` comes oldest first. Of many items only the oldest so many together, or all of them, are tried.
    """
    few = [each for each in owed if each.pence <= wanted]
    found: dict[tuple[int, ...], tuple[OpenItem, ...]] = {}
    for chosen in _every_set(few) if len(few) <= MOST_ITEMS_SUMMED else _oldest_together(few):
        pence = [each.pence for each in chosen]
        if sum(pence) == wanted:
            found.setdefault(tuple(sorted(pence)), tuple(each.item for each in chosen))
    alike = Counter(each.pence for each in few)
    tried = prod(many + 1 for many in alike.values()) if len(few) <= MOST_ITEMS_SUMMED else len(few)
    for items in found.values():
        yield items, len(found) * max(1.0, tried / 4)


def _every_set(few: Sequence[Owed]) -> Iterator[tuple[Owed, ...]]:
    for count in range(1, len(few) + 1):
        yield from combinations(few, count)


def _oldest_together(many: Sequence[Owed]) -> Iterator[tuple[Owed, ...]]:
    for count in range(2, len(many) + 1):
        yield tuple(many[:count])
