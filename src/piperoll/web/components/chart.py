"""Bars drawn as SVG: a headline that says what they show, the drawing, and the same figures as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.text import slugify

from piperoll.foundations.money import pounds
from piperoll.web.components.html import Piece, element
from piperoll.web.components.status import details
from piperoll.web.components.table import Column, Table

_WIDTH, _ROW, _LABELS, _FIGURES = 640, 32, 150, 110


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
        height = _ROW * len(self.bars)
        spoken = "; ".join(f"{bar.label} {pounds(bar.amount_pence)}" for bar in self.bars)
        return element(
            "svg",
            element("title", self.title, id=f"{name}-title"),
            element("desc", spoken, id=f"{name}-desc"),
            *self._rows(),
            element("line", class_="app-chart__axis", x1=_LABELS, x2=_LABELS, y1=0, y2=height),
            class_="app-chart__drawing",
            viewBox=f"0 0 {_WIDTH} {height}",
            role="img",
            aria_labelledby=f"{name}-title {name}-desc",
        )

    def _rows(self) -> Iterator[SafeString]:
        longest = max((bar.amount_pence for bar in self.bars), default=0)
        room = _WIDTH - _LABELS - _FIGURES
        for place, bar in enumerate(self.bars):
            top = place * _ROW
            length = max(bar.amount_pence, 0) * room // longest if longest > 0 else 0
            colour = "app-chart__bar app-chart__bar--soft" if bar.soft else "app-chart__bar"
            yield element("text", bar.label, x=_LABELS - 10, y=top + 21, text_anchor="end")
            yield element("rect", class_=colour, x=_LABELS, y=top + 5, width=length, height=_ROW - 10)
            yield element("text", pounds(bar.amount_pence), x=_LABELS + length + 8, y=top + 21)
