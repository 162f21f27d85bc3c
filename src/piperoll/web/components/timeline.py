"""What happened, newest first: each event with its moment, its person and where it is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.safestring import SafeString

from piperoll.web.components.html import Piece, element
from piperoll.web.components.wording import day, moment


@dataclass(frozen=True)
class Event:
    """One thing that happened: a title (text or a link), when, by whom, and more in a sentence or a piece."""

    title: object
    at: datetime | date
    by: str = ""
    more: object = None

    def item(self) -> SafeString:
        """The event as an item of a timeline."""
        when = moment(self.at) if isinstance(self.at, datetime) else day(self.at)
        return element(
            "div",
            element(
                "div",
                element("h3", self.title, class_="moj-timeline__title"),
                element("p", f" by {self.by}", class_="moj-timeline__byline") if self.by else None,
                class_="moj-timeline__header",
            ),
            element("p", element("time", when, datetime=self.at.isoformat()), class_="moj-timeline__date"),
            element("div", self.more, class_="moj-timeline__description") if self.more else None,
            class_="moj-timeline__item",
        )


@dataclass(frozen=True)
class Timeline(Piece):
    """Events one under another, in the order given."""

    events: Sequence[Event]
    empty: str = "Nothing has happened yet."

    def html(self) -> SafeString:
        if not self.events:
            return element("p", self.empty, class_="app-empty")
        return element("div", *(event.item() for event in self.events), class_="moj-timeline")
