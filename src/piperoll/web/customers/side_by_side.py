"""Two customers side by side: what a person compares before saying that they are one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from piperoll.foundations.money import pounds
from piperoll.reporting.coming_together import Side, Together
from piperoll.web.addresses import customer_address
from piperoll.web.components.html import element, together
from piperoll.web.components.links import Link
from piperoll.web.components.status import Tag
from piperoll.web.components.table import Column, Table
from piperoll.web.components.wording import count, day

_EVERYTHING: tuple[tuple[str, Callable[[Side], object]], ...] = (
    ("Name", lambda side: Link(side.customer.name, customer_address(side.customer.reference))),
    ("Kind", lambda side: side.customer.get_kind_display()),
    ("Trading as", lambda side: side.customer.trading_as),
    ("Company number", lambda side: side.customer.company_number),
    ("Address", lambda side: _addresses(side, now=True)),
    ("Lived before", lambda side: _addresses(side, now=False)),
    ("Email", lambda side: side.known.contact("email")),
    ("Telephone", lambda side: side.known.contact("phone")),
    ("Customer since", lambda side: day(side.customer.created_at)),
    ("Merged already", lambda side: ", ".join(row.reference for row in side.others)),
    ("Open items", lambda side: count(side.balance.items, "item") if side.balance.items else "None"),
    ("Owed", lambda side: pounds(side.balance.owed_pence)),
    ("Overdue", lambda side: pounds(side.balance.overdue_pence)),
    ("Credit", lambda side: pounds(side.balance.credit_pence)),
)
_COMPARED = ("Name", "Trading as", "Company number", "Address", "Email", "Telephone")


def side_by_side(both: Together, caption: str) -> Table:
    """A row for each thing known of either, with a word where the two agree."""
    references = (side.customer.reference for side in both.sides)
    columns = [Column("What we know"), *map(Column, references), Column("Do they agree?")]
    return Table(caption, columns, _rows(both), caption_hidden=True)


def _rows(both: Together) -> Iterator[list[object]]:
    one, other = both.sides
    for label, told in _EVERYTHING:
        first, second = told(one), told(other)
        if first or second:
            alike = label in _COMPARED and first and second and _plain(first) == _plain(second)
            yield [label, first or "Not known", second or "Not known", Tag("The same", "green") if alike else ""]
    if both.same_bank_accounts:
        yield ["Bank accounts", *["Paid for both"] * 2, Tag("The same", "green")]


def _plain(told: object) -> str:
    return (told.text if isinstance(told, Link) else str(told)).casefold()


def _addresses(side: Side, *, now: bool) -> object:
    found = [one for one in side.known.addresses if (one.valid_to is None) is now]
    if not found:
        return ""
    said = (f"{one.lines.replace(chr(10), ', ')}, {one.postcode}" for one in found)
    return together([element("div", words) for words in said])
