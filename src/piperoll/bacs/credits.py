"""Reports about credits that we sent: whoever sends them knows what is to be done, and makes itself known here.

The room that pays refunds stands above this one, so `bacs` knows its names, not its work.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from piperoll.bacs.found import Found
from piperoll.bacs.models import BacsFile
from piperoll.bacs.rules import NOT_OURS
from piperoll.runs.running import RunInHand


class Returned(Protocol):
    """Does what credits that came back ask for, and says so on each."""

    def __call__(self, found: Sequence[Found], *, run: RunInHand, on: date, counts: Counter[str]) -> None: ...


class Changed(Protocol):
    """Does what accounts of payees that changed ask for, and says so on each."""

    def __call__(self, found: Sequence[Found], *, run: RunInHand, on: date) -> None: ...


class Withdrawn(Protocol):
    """Takes the credits of a withdrawn file back; how many pence."""

    def __call__(self, file: BacsFile, why: str, *, run: RunInHand, on: date) -> int: ...


@dataclass(frozen=True)
class Reader:
    """Who knows about our credits."""

    returned: Returned
    refused: Returned
    changed: Changed
    withdrawn: Withdrawn


_READERS: list[Reader] = []


def known_by(reader: Reader) -> None:
    """Make known who reads what Bacs says of credits."""
    _READERS[:] = [reader]


def returned(found: Sequence[Found], *, run: RunInHand, on: date, counts: Counter[str]) -> None:
    """Credits that came back."""
    _ask(found, lambda reader: reader.returned(found, run=run, on=on, counts=counts))


def refused(found: Sequence[Found], *, run: RunInHand, on: date, counts: Counter[str]) -> None:
    """Records of a file that Bacs itself would not take; on what is no credit of ours nothing is said."""
    for reader in _READERS:
        reader.refused(found, run=run, on=on, counts=counts)


def changed(found: Sequence[Found], *, run: RunInHand, on: date) -> None:
    """Accounts of payees that changed."""
    _ask(found, lambda reader: reader.changed(found, run=run, on=on))


def withdrawn(file: BacsFile, why: str, *, run: RunInHand, on: date) -> int:
    """The credits of a file that Bacs withdrew; how many pence are on accounts again."""
    return sum(reader.withdrawn(file, why, run=run, on=on) for reader in _READERS)


def _ask(found: Sequence[Found], act: Callable[[Reader], None]) -> None:
    for one in found:
        one.exception = ""
    for reader in _READERS:
        act(reader)
    if not _READERS:
        for one in found:
            one.exception = NOT_OURS
