"""The kinds of document that rooms above write and dispatch sends: each made known as its room is loaded (`apps.py`,
`ready`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from piperoll.dispatch.models import Document
from piperoll.dispatch.rules import ACTS
from piperoll.dispatch.words import Words
from piperoll.documents.rendering.engine import Drawable


@dataclass(frozen=True)
class Kind:
    """A kind of document: the act safeguards are asked about, what is drawn, what its email's blanks stand for.

    `drawn` gives one drawable for each document, in order; `facts` a named tuple for each source; `newest` a customer's
    newest source, to show a template with; `no_longer_right`, where a room has more to ask than safeguards do, says of
    sources on the day they leave which must not go, and why. A text that `keeps_hours` leaves in those alone in which
    we telephone. Where each was worded as it was written, and no template says it, `words` gives those of each source.
    """

    name: str
    act: str
    drawn: Callable[[Sequence[Document]], Iterable[Drawable]]
    facts: Callable[[Sequence[int], date], dict[int, Any]]
    newest: Callable[[int], int | None]
    no_longer_right: Callable[[Sequence[int], date], dict[int, str]] | None = None
    keeps_hours: bool = False
    words: Callable[[Sequence[int]], dict[int, Words]] | None = None


_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known."""
    _KINDS[kind.name] = kind


def find(name: str) -> Kind | None:
    """The kind of a name, when a room above writes it."""
    return _KINDS.get(name)


def every() -> list[Kind]:
    """All that rooms above write."""
    return list(_KINDS.values())


def acts() -> dict[str, str]:
    """What a safeguard is asked for every kind of document, those of the rooms above among them."""
    return ACTS | {kind.name: kind.act for kind in every()}
