"""Seeded chance: a fresh source for each thing, named by what it is for, so that no order of making matters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

T = TypeVar("T")


def dice(seed: int, *what: object) -> Random:
    """The dice for one purpose: `dice(7, "customer", 12)` falls the same way on every machine."""
    return Random("/".join(map(str, (seed, *what))))  # noqa: S311  invented people, not secrets


def happens(rng: Random, chance: float) -> bool:
    """Whether something of this chance (0 to 1) comes to pass."""
    return rng.random() < chance


def one_of(rng: Random, things: Sequence[T]) -> T:
    """One of the things, each as likely."""
    return things[int(rng.random() * len(things))]


def weighted(rng: Random, chances: Mapping[T, float]) -> T:
    """One of the keys, as likely as its figure; the figures need not add up to one."""
    at = rng.random() * sum(chances.values())
    for thing, chance in chances.items():  # noqa: B007  the last one is left when rounding leaves a crumb
        at -= chance
        if at < 0:
            break
    return thing


def between(rng: Random, least: int, most: int) -> int:
    """A whole number from `least` to `most`, both included."""
    return least + int(rng.random() * (most - least + 1))


def working_day(on: date) -> date:
    """The day itself, or the Monday after a weekend: when a bank books what came on it."""
    return on + timedelta(days=max(0, 7 - on.weekday()) if on.weekday() > 4 else 0)
