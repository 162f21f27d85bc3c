"""CSV statements, by profile. Where a running balance is given, it settles the order of the lines and proves them."""

from __future__ import annotations

from dataclasses import replace

from piperoll.formats.csv_balances import order_of
from piperoll.formats.csv_cells import CREDITS, DEBITS, clean, pence_in
from piperoll.formats.csv_layouts import Layout, layout_of, rows_of
from piperoll.formats.csv_profiles import Profile, profile_named
from piperoll.formats.csv_rows import UNDATED, Row, RowReader
from piperoll.formats.plain_text import text_of
from piperoll.formats.refusals import FileMalformed, NotAStatement
from piperoll.formats.statements import AccountIdentity, Line, Proof, Statement

_NO_FLAGS = ("status", "state")
"""Columns whose one letter may look like a flag and is none."""


def read(content: bytes, profile: str = "") -> list[Statement]:
    """A statement for each account in the file, laid out as the named profile or as recognised. Raises FileRefused."""
    text = text_of(content)
    layout = layout_of(text, profile_named(profile) if profile else None)
    if layout is None:
        raise NotAStatement(
            line=1, reason="is no heading or row of a CSV layout we know", wanted="one of the layouts in the manual"
        )
    accounts: dict[tuple[AccountIdentity, str], list[Row]] = {}
    reader = RowReader(_flagged(layout, text))
    line, cells = 0, [""]
    for number, (line, cells) in enumerate(rows_of(text, layout.delimiter)):
        if number >= layout.skip:
            row = reader.read(line, cells)
            accounts.setdefault((row.bank_account, row.currency), []).append(row)
    if accounts and not text.endswith("\n"):
        reader.refuse_if_cut(line, cells[-1])
    return [_statement(layout.profile, *account, _dated(rows)) for account, rows in accounts.items()]


def _flagged(layout: Layout, text: str) -> Layout:
    """The layout with its flag found: a column in which every row says debit or credit, beside sums without a sign."""
    profile = layout.profile
    if profile.name != "headed" or not profile.amount or profile.flag or profile.debit:
        return layout
    at = profile.columns.index(profile.amount)
    flags = {place for place, column in enumerate(profile.columns) if column not in (profile.amount, *_NO_FLAGS)}
    rows = 0
    for number, (_, cells) in enumerate(rows_of(text, layout.delimiter)):
        if number < layout.skip or len(cells) <= at or not cells[at].strip():
            continue
        rows += 1
        flags = {place for place in flags if place < len(cells) and clean(cells[place]).upper() in CREDITS | DEBITS}
        if not flags or _below_nought(cells[at]):
            return layout
    return replace(layout, profile=replace(profile, flag=profile.columns[min(flags)])) if rows else layout


def _below_nought(cell: str) -> bool:
    try:
        return pence_in(clean(cell)) < 0
    except ValueError:
        return False


def _dated(rows: list[Row]) -> list[Row]:
    """The rows, each balance without a day on the day of the row before it, or of the first that has one."""
    day = next((row.booked_on for row in rows if row.booked_on != UNDATED), UNDATED)
    if day == UNDATED:
        raise FileMalformed(format="CSV", line=rows[0].source_line, reason="it has no day")
    dated = []
    for row in rows:
        day = row.booked_on if row.booked_on != UNDATED else day
        dated.append(row._replace(booked_on=day, value_on=day) if row.booked_on == UNDATED else row)
    return dated


def _statement(profile: Profile, account: AccountIdentity, currency: str, rows: list[Row]) -> Statement:
    order = order_of(rows, profile.newest_first)
    moving = [row for row in (rows[::-1] if order.newest_first else rows) if row.moves]
    lines = tuple(Line(number, *row[:15]) for number, row in enumerate(moving, 1))
    proved = order.proof is Proof.PROVED
    return Statement(
        bank_account=account,
        currency=currency,
        statement_id="",
        sequence=None,
        opened_on=min(row.booked_on for row in rows),
        closed_on=max(row.booked_on for row in rows),
        opening_pence=order.opening_pence,
        closing_pence=order.closing_pence,
        lines=lines,
        format="csv:" + profile.name,
        proof=order.proof,
        evidence=("the running balance follows from line to line",) if proved else (),
    )
