"""Bars drawn as SVG: a headline that says what they show, the drawing, and the same figures as a table.

Lengths are percentages, so that bars shrink to a phone while words keep their size.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.text import slugify

from piperoll.foundations.money import pounds
from piperoll.web.components.html import Piece, element
from piperoll.web.components.status import details
from piperoll.web.components.table import Column, Table

_ROW, _BAR = 46, 12
_WHOLE = 1000
"""A share of all of it, in tenths of a hundredth: as tall as a column can be."""


_TALL, _WORDS = 150, 20
_SMALL = "clamp(0.66rem, 2.4vw, 0.94rem)"


@dataclass(frozen=True)
class Bar:
    """A bar's name and its pence; a soft one is drawn paler (not yet due, for example)."""

    label: str
    amount_pence: int
    soft: bool = False


@dataclass(frozen=True)
class Bars(Piece):
    """Horizontal bars of money under a headline sentence. A bar below nought has no length; its figure stands."""

    title: str
    headline: str
    bars: Sequence[Bar]

    def html(self) -> SafeString:
        shown = Table(
            self.title,
            [Column("Part"), Column("Amount", "money")],
            [(bar.label, bar.amount_pence) for bar in self.bars],
        )
        return element(
            "figure",
            element("figcaption", self.headline, class_="app-chart__headline"),
            self._drawing(),
            details(shown, "The figures as a table"),
            class_="app-chart",
        )

    def _drawing(self) -> SafeString:
        name = slugify(self.title)
        spoken = "; ".join(f"{bar.label} {pounds(bar.amount_pence)}" for bar in self.bars)
        return element(
            "svg",
            element("title", self.title, id=f"{name}-title"),
            element("desc", spoken, id=f"{name}-desc"),
            *self._rows(),
            class_="app-chart__drawing",
            width="100%",
            height=_ROW * len(self.bars),
            role="img",
            aria_labelledby=f"{name}-title {name}-desc",
        )

    def _rows(self) -> Iterator[SafeString]:
        longest = max((bar.amount_pence for bar in self.bars), default=0)
        for place, bar in enumerate(self.bars):
            top = place * _ROW
            thousandths = max(bar.amount_pence, 0) * 1000 // longest if longest > 0 else 0
            yield element("text", bar.label, x=0, y=top + 16)
            yield element("text", pounds(bar.amount_pence), x="100%", y=top + 16, text_anchor="end")
            yield element("rect", class_="app-chart__trough", x=0, y=top + 22, width="100%", height=_BAR)
            colour = "app-chart__bar app-chart__bar--soft" if bar.soft else "app-chart__bar"
            yield element("rect", class_=colour, x=0, y=top + 22, width=f"{thousandths / 10}%", height=_BAR)


@dataclass(frozen=True)
class Share:
    """A month's (or other step's) share in tenths of a per cent, None where there is none; a soft one is not over."""

    label: str
    tenths: int | None
    soft: bool = False

    @property
    def said(self) -> str:
        """`38.2%`, or a dash."""
        return "–" if self.tenths is None else f"{self.tenths / 10:.1f}%"


@dataclass(frozen=True)
class Shares(Piece):
    """Upright bars of shares, side by side in order of time, each out of the whole. The page holds their table."""

    title: str
    headline: str
    steps: Sequence[Share]

    def html(self) -> SafeString:
        name = slugify(self.title)
        drawing = element(
            "svg",
            element("title", self.title, id=f"{name}-title"),
            element("desc", "; ".join(f"{one.label} {one.said}" for one in self.steps), id=f"{name}-desc"),
            *self._columns(),
            class_="app-chart__drawing",
            width="100%",
            height=_TALL + 2 * _WORDS,
            role="img",
            aria_labelledby=f"{name}-title {name}-desc",
        )
        caption = element("figcaption", self.headline, class_="app-chart__headline")
        return element("figure", caption, drawing, class_="app-chart")

    def _columns(self) -> Iterator[SafeString]:
        width = 100 / max(len(self.steps), 1)
        for place, one in enumerate(self.steps):
            height = min(one.tenths or 0, _WHOLE) * _TALL // _WHOLE
            middle = f"{(place + 0.5) * width:.2f}%"
            left, across = f"{(place + 0.14) * width:.2f}%", f"{0.72 * width:.2f}%"
            colour = "app-chart__bar app-chart__bar--soft" if one.soft else "app-chart__bar"
            above = "–" if one.tenths is None else f"{(one.tenths + 5) // 10}"
            yield element("rect", class_="app-chart__trough", x=left, y=_WORDS, width=across, height=_TALL)
            yield element("rect", class_=colour, x=left, y=_WORDS + _TALL - height, width=across, height=height)
            for said, y in ((above, _WORDS - 5), (one.label[:3], _TALL + 2 * _WORDS - 4)):
                yield element("text", said, x=middle, y=y, text_anchor="middle", font_size=_SMALL)
