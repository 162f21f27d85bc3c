"""The pieces GOV.UK does not have: tables for staff, reasons, timelines, bars, search."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from piperoll.web.components.chart import Bar, Bars
from piperoll.web.components.html import element
from piperoll.web.components.links import Link, Tabs, search_box
from piperoll.web.components.status import Because, Figure, Figures, Heading, Tag
from piperoll.web.components.sums import SumBox, WordsBox
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.timeline import Event, Timeline
from piperoll.web.components.wording import count, day, moment, money

COLUMNS = [Column("Invoice"), Column("Due", "day"), Column("Open", "money")]


def test_elements_escape_everything_they_are_given() -> None:
    assert element("a", "<b>", href='"x"', class_="y") == '<a href="&quot;x&quot;" class="y">&lt;b&gt;</a>'
    assert (
        element("input", type="checkbox", checked=True, disabled=False, value=None) == '<input type="checkbox" checked>'
    )


def test_dates_moments_sums_and_counts_read_as_people_say_them() -> None:
    assert day(date(2026, 11, 2)) == "2 Nov 2026"
    assert moment(datetime(2026, 7, 1, 11, 5, tzinfo=UTC)) == "1 Jul 2026, 12:05pm"
    assert moment(datetime(2026, 1, 1, 0, 30, tzinfo=UTC)) == "1 Jan 2026, 12:30am"
    assert money(-123456) == '<span class="app-money">−£1,234.56</span>'
    assert [count(n, "invoice") for n in (0, 1, 1200)] == ["0 invoices", "1 invoice", "1,200 invoices"]
    assert count(2, "penny", "pence") == "2 pence"


def test_a_table_names_its_rows_and_writes_its_columns() -> None:
    table = str(Table("Open items", COLUMNS, [["AT1", date(2026, 11, 2), 1250]], foot=["Total", None, 1250]))
    assert '<th scope="row" class="govuk-table__header" role="rowheader">AT1</th>' in table
    assert 'data-label="Due" role="cell">2 Nov 2026</td>' in table
    assert table.count("£12.50") == 2
    assert '<th scope="col" class="govuk-table__header govuk-table__header--numeric"' in table


def test_what_a_cell_says_at_length_is_read_from_the_left_on_a_phone() -> None:
    long = "New since it was last looked at: this bank account paid for somebody else; nobody owes this sum"
    of_words, short = (
        Column("Why"),
        Link("Open the receipt", "/money-in/receipts/1/?back=suspense"),
    )
    assert "app-table__cell--long" in str(Table("Why", [Column("From"), of_words], [["A", long]]))
    assert "app-table__cell--long" in str(Table("Why", [Column("From"), of_words], [["A", Noted("Held", long)]]))
    assert "app-table__cell--long" not in str(
        Table("Why", [Column("From"), of_words], [["A", short], ["B", long[:40]]])
    )


def test_a_row_that_begins_with_a_box_says_on_a_phone_what_is_asked() -> None:
    columns = [Column("Income code"), Column("Cash")]
    asked = str(Table("Taken", columns, [[WordsBox("code-1", "Income code 1"), SumBox("cash-1", "Cash 1")]]))
    assert 'data-label="Income code" role="rowheader"' in asked
    assert "data-label" not in str(Table("Taken", columns[:1], [["BUS01"]]))


def test_a_table_without_rows_says_so_instead() -> None:
    assert (
        str(Table("Suspense", COLUMNS, [], empty="Nothing is waiting."))
        == '<p class="app-empty">Nothing is waiting.</p>'
    )


def test_a_row_with_too_few_cells_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="zip"):
        str(Table("Open items", COLUMNS, [["AT1"]]))


def test_a_wide_table_scrolls_and_the_keyboard_can_reach_it() -> None:
    assert 'class="app-scroll" role="region" aria-label="Aged debt" tabindex="0"' in str(
        Table("Aged debt", COLUMNS, [["AT1", None, 0]], wide=True)
    )


def test_rows_have_addresses_and_columns_can_be_sorted() -> None:
    columns = [Column("Invoice"), Column("Due", "day", href="?sort=due", order="descending"), Column("Open", "money")]
    table = str(Table("Open items", columns, [Row(["AT1", None, Noted("£1.00", "of £2.00")], id="item-7", quiet=True)]))
    assert 'id="item-7"' in table
    assert "app-table__row--quiet" in table
    assert 'aria-sort="descending"' in table
    assert '<span class="app-table__note">of £2.00</span>' in table


def test_reasons_for_and_against_are_told_apart_by_words() -> None:
    because = str(Because(["exact amount"], ["the name differs"]))
    assert '<li class="app-because__reason">exact amount</li>' in because
    assert '<span class="govuk-visually-hidden">Against: </span>the name differs' in because


def test_a_heading_carries_its_figure_and_states() -> None:
    heading = str(Heading("Ada Penn", "Customer C1", Figure("£1.00", "owed"), (Tag("On hold", "purple"),)))
    assert heading.count("<h1") == 1
    assert "£1.00" in heading
    assert '<li><strong class="govuk-tag govuk-tag--purple">On hold</strong></li>' in heading
    assert 'href="/suspense/"' in str(Figures((Figure("£1.00", "in suspense", "/suspense/"), Figure("2", "lines"))))


def test_a_timeline_says_what_when_and_by_whom() -> None:
    at = datetime(2026, 11, 20, 9, 5, tzinfo=UTC)
    timeline = str(Timeline([Event("Invoice raised", at, "Ines Okafor"), Event("Born", date(2026, 1, 1))]))
    assert '<time datetime="2026-11-20T09:05:00+00:00">20 Nov 2026, 9:05am</time>' in timeline
    assert "by Ines Okafor" in timeline
    assert "Nothing has happened yet." in str(Timeline([]))


def test_bars_can_be_heard_and_read_as_well_as_seen() -> None:
    bars = str(Bars("Debt by age", "Most is old.", [Bar("New", 100, soft=True), Bar("Old", 400), Bar("Credit", -50)]))
    assert 'role="img" aria-labelledby="debt-by-age-title debt-by-age-desc"' in bars
    assert "New £1.00; Old £4.00; Credit −£0.50" in bars
    assert [f'width="{share}" height="12"' in bars for share in ("25.0%", "100.0%", "0.0%")] == [True] * 3
    assert bars.count("<tr") == 4


def test_bars_of_nothing_are_drawn_without_length() -> None:
    assert 'width="0.0%"' in str(Bars("Debt", "None.", [Bar("New", 0)]))


def test_tabs_are_links_and_one_is_here() -> None:
    tabs = str(Tabs("Account", [Link("Items", "/a"), Link("Receipts", "/b")], "Receipts"))
    assert '<a class="moj-sub-navigation__link" href="/b" aria-current="page">Receipts</a>' in tabs
    assert tabs.count("aria-current") == 1


def test_a_search_box_works_by_itself_and_better_with_scripts() -> None:
    box = str(search_box("/customers/", "Find a customer", "O'Neill <b>", refreshes="found", shortcut="/"))
    assert 'action="/customers/" method="get" role="search"' in box
    assert 'value="O&#x27;Neill &lt;b&gt;"' in box
    assert 'data-as-you-type="found"' in box
