"""Invented facts that fill the pieces on show."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from piperoll.web.components import wording
from piperoll.web.components.chart import Bar, Bars
from piperoll.web.components.links import Link
from piperoll.web.components.status import Because, Tag
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.timeline import Event, Timeline

_LONDON = ZoneInfo("Europe/London")


def open_items() -> Table:
    """A table with every kind of column, a quiet row and totals."""
    columns = [
        Column("Invoice"),
        Column("For"),
        Column("Due", "day", href="?sort=due", order="ascending"),
        Column("State"),
        Column("Billed", "money"),
        Column("Open", "money"),
    ]
    paid = _item("AT00000017", "Music tuition", date(2026, 5, 4), Tag("Paid", "green"), 21000, 0)
    rows: list[Row | list[object]] = [
        _item("AT00001234", "Home care", date(2026, 10, 14), Tag("Overdue", "red"), 64225, 64225),
        _item("AT00002410", "Home care", date(2026, 11, 11), Tag("Part paid", "yellow"), 64225, 32112),
        _item("AT00003981", "Garden waste", date(2026, 12, 1), Tag("Not yet due", "grey"), 5500, 5500),
        Row(paid, quiet=True),
    ]
    return Table("Open items", columns, rows, foot=["Total", "", None, "", 154950, 101837])


def _item(number: str, service: str, due_on: date, state: Tag, billed_pence: int, open_pence: int) -> list[object]:
    period = Noted(service, f"the four weeks before {wording.day(due_on)}")
    return [Link(number, "#"), period, due_on, state, billed_pence, open_pence]


def ageing() -> Table:
    """A matrix wide enough to scroll on a phone."""
    bands = ("Not yet due", "1 to 30 days", "31 to 60 days", "61 to 90 days", "Over 90 days", "Total")
    columns = [Column("Service"), *(Column(band, "money") for band in bands)]
    rows = [
        ["Adult social care", 41207114, 9120450, 4403800, 2210995, 18830271, 75772630],
        ["Commercial rent", 12004000, 3100000, 0, 450000, 1260000, 16814000],
        ["Trade waste", 3320150, 890040, 221000, 90410, 310522, 4832122],
    ]
    return Table("Aged debt by service", columns, rows, wide=True)


def nothing() -> Table:
    """A table without rows."""
    return Table("Suspense", [Column("Receipt")], [], empty="Nothing is waiting. Every receipt has found its owner.")


def facts() -> Summary:
    """A card of facts with ways to change them."""
    change = [Link("Change", "#")]
    return Summary(
        [
            Fact("Reference", "C000012374"),
            Fact("Address", "14 Limekiln Row, Anytown, AY3 7QD", change),
            Fact("Telephone", "", change),
            Fact("Pays by", "Direct Debit, on the 15th", [*change, Link("Cancel", "#", "the Direct Debit")]),
        ],
        title="About this customer",
        actions=[Link("Print", "#")],
    )


def timeline() -> Timeline:
    """Three things that happened, the newest first."""
    at = datetime(2026, 11, 20, 9, 5, tzinfo=_LONDON)
    why = Because(("reference found", "exact amount"))
    return Timeline(
        [
            Event(Link("£321.13 allocated to AT00002410", "#"), at, "Piperoll", why),
            Event(
                "Reminder sent by post",
                at.replace(day=18, hour=14),
                "Ines Okafor",
                "The second one; the first was on 2 November.",
            ),
            Event("Invoice AT00002410 raised for £642.25", date(2026, 10, 28), "Tomasz Bright"),
        ]
    )


def bars() -> Bars:
    """Aged debt as bars."""
    shown = [
        Bar("Not yet due", 56531264, soft=True),
        Bar("1 to 30 days", 13110490),
        Bar("31 to 60 days", 4624800),
        Bar("61 to 90 days", 2751405),
        Bar("Over 90 days", 20400793),
    ]
    return Bars("Debt by age", "£204,007.93 is more than 90 days overdue, most of it for social care.", shown)
