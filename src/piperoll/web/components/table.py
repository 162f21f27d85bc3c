"""Tables: dense but calm on a desk, a card a row on a phone, a region that scrolls when truly wide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from piperoll.web.components.html import Piece, element, hidden_words, together
from piperoll.web.components.wording import day, moment, money

LONG = 40
"""So many letters are read from the left, under their heading, on a phone."""
_NUMERIC = ("money", "count")
_CELL_CLASSES = {
    "text": "govuk-table__cell",
    "money": "govuk-table__cell govuk-table__cell--numeric",
    "count": "govuk-table__cell govuk-table__cell--numeric",
    "day": "govuk-table__cell app-table__cell--day",
}


@dataclass(frozen=True)
class Column:
    """A column's heading and what its cells hold: text (or any piece), money (pence), count, day (date or moment).

    `hidden` keeps the heading for listeners only (a column of links). `href` sorts by the column; `order`, ascending or
    descending, says that the rows already are.
    """

    title: str
    kind: str = "text"
    hidden: bool = False
    href: str = ""
    order: str = ""

    def heading(self) -> SafeString:
        """The cell at the top."""
        words: object = hidden_words(self.title) if self.hidden else self.title
        if self.href:
            words = element("a", words, href=self.href, class_="govuk-link govuk-link--no-visited-state")
        classes = "govuk-table__header" + (" govuk-table__header--numeric" if self.kind in _NUMERIC else "")
        return element("th", words, scope="col", class_=classes, aria_sort=self.order or None, role="columnheader")

    def written(self, value: object) -> object:
        """A value as this column writes it."""
        if value is None or value == "":
            return ""
        if self.kind == "money" and isinstance(value, int):
            return money(value)
        if self.kind == "count" and isinstance(value, int):
            return f"{value:,}"
        if isinstance(value, datetime):
            return moment(value)
        return day(value) if isinstance(value, date) else value


@dataclass(frozen=True)
class Noted(Piece):
    """A value with a quiet second line under it."""

    value: object
    note: object

    def html(self) -> SafeString:
        return element("span", self.value, element("span", self.note, class_="app-table__note"))


@dataclass(frozen=True)
class Row:
    """A row that is more than its cells: with an address of its own on the page, or quiet because it is over."""

    cells: Sequence[object]
    id: str = ""
    quiet: bool = False


@dataclass(frozen=True)
class Table(Piece):
    """Rows under columns. The first cell of each names the row.

    `foot` is a row of totals; `empty` is the sentence shown instead of a table without rows. `wide` scrolls sideways
    instead of stacking on a phone (a matrix such as aged debt).
    """

    caption: str
    columns: Sequence[Column]
    rows: Iterable[Row | Sequence[object]]
    foot: Sequence[object] = ()
    empty: str = "There is nothing here yet."
    caption_hidden: bool = False
    wide: bool = False

    def html(self) -> SafeString:
        body = together(self._row(row if isinstance(row, Row) else Row(row)) for row in self.rows)
        if not body:
            return element("p", self.empty, class_="app-empty")
        head = element("tr", *(column.heading() for column in self.columns), class_="govuk-table__row", role="row")
        caption = "govuk-visually-hidden" if self.caption_hidden else "govuk-table__caption govuk-table__caption--m"
        table = element(
            "table",
            element("caption", self.caption, class_=caption),
            element("thead", head, class_="govuk-table__head", role="rowgroup"),
            element("tbody", body, class_="govuk-table__body", role="rowgroup"),
            element("tfoot", self._row(Row(self.foot)), role="rowgroup") if self.foot else None,
            class_="govuk-table app-table" + ("" if self.wide else " app-table--stacked"),
            role="table",
        )
        if not self.wide:
            return table
        return element("div", table, class_="app-scroll", role="region", aria_label=self.caption, tabindex="0")

    def _row(self, row: Row) -> SafeString:
        cells = [self._cell(column, value, row) for column, value in zip(self.columns, row.cells, strict=True)]
        classes = "govuk-table__row" + (" app-table__row--quiet" if row.quiet else "")
        return element("tr", *cells, class_=classes, id=row.id or None, role="row")

    def _cell(self, column: Column, value: object, row: Row) -> SafeString:
        written = column.written(value)
        label = None if column.hidden or written == "" else column.title
        if column is self.columns[0]:
            asked = label if isinstance(value, Piece) and value.asks else None
            return element("th", written, scope="row", class_="govuk-table__header", data_label=asked, role="rowheader")
        classes = _CELL_CLASSES[column.kind] + (" app-table__cell--long" if _is_long(written) else "")
        return element("td", written, class_=classes, data_label=label, role="cell")


def _is_long(written: object) -> bool:
    """Whether a cell says so much that on a phone it stands under its heading, not beside it."""
    words = written.note if isinstance(written, Noted) else written
    return isinstance(words, str) and len(words) > LONG and len(strip_tags(words)) > LONG
