"""CSV statements, by profile. Where a running balance is given, it settles the order of the lines and proves them."""

from __future__ import annotations

from dataclasses import replace

from piperoll.formats.csv_balances import Order, order_of
from piperoll.formats.csv_cells import CREDITS, DEBITS, clean, pence_in
from piperoll.formats.csv_layouts import Layout, layout_of, rows_of
from piperoll.formats.csv_profiles import Profile, profile_named
from piperoll.formats.csv_rows import UNDATED, Row, RowReader
from piperoll.formats.kinds import Kind
from piperoll.formats.plain_text import text_of
from piperoll.formats.refusals import FileMalformed, NotAStatement
from piperoll.formats.statements import AccountIdentity, Line, Proof, Statement

_OUT = frozenset({Kind.DIRECT_DEBIT, Kind.CHARGE})
_WORDS = (CREDITS | DEBITS) - {"+", "-"}
"""What tells a way in a column whose heading does not say so; a dash there may stand for nothing."""


def read(content: bytes, profile: str = "") -> list[Statement]:
    """A statement for each account in the file, laid out as the named profile or as recognised. Raises FileRefused."""
    text = text_of(content)
    layout = layout_of(text, profile_named(profile) if profile else None)
    if layout is None:
        raise NotAStatement(
            line=1, reason="is no heading or row of a CSV layout we know", wanted="one of the layouts in the manual"
        )
    accounts: dict[tuple[AccountIdentity, str], list[Row]] = {}
    layout = _flagged(layout, text)
    reader = RowReader(layout)
    line, cells = 0, [""]
    for number, (line, cells) in enumerate(rows_of(text, layout.delimiter)):
        if number >= layout.skip:
            row = reader.read(line, cells)
            accounts.setdefault((row.bank_account, row.currency), []).append(row)
    if accounts and not text.endswith("\n"):
        reader.refuse_if_cut(line, cells[-1])
    _refuse_if_without_sign(layout.profile, [row for rows in accounts.values() for row in rows])
    return [_statement(layout.profile, *account, _dated(rows)) for account, rows in accounts.items()]


def _flagged(layout: Layout, text: str) -> Layout:
    """The layout with its flag found: a column in which every row says debit or credit, beside sums without a sign."""
    profile = layout.profile
    if profile.name != "headed" or not profile.amount or profile.flag or profile.debit:
        return layout
    at = profile.columns.index(profile.amount)
    flags = {place for place, column in enumerate(profile.columns) if column not in (profile.amount, profile.status)}
    rows = 0
    for number, (_, cells) in enumerate(rows_of(text, layout.delimiter)):
        if number < layout.skip or len(cells) <= at or not cells[at].strip():
            continue
        rows += 1
        flags = {place for place in flags if place < len(cells) and clean(cells[place]).upper() in _WORDS}
        if not flags or _below_nought(cells[at]):
            return layout
    return replace(layout, profile=replace(profile, flag=profile.columns[min(flags)])) if rows else layout


def _refuse_if_without_sign(profile: Profile, rows: list[Row]) -> None:
    """Refuse a layout we do not know whose sums are all above nought, a Direct Debit or a charge among them, where no
    column and no balance tells which way the money went. Raises FileMalformed."""
    tells = profile.name != "headed" or profile.flag or profile.debit or profile.balance
    if tells or any(row.amount_pence < 0 for row in rows):
        return
    if out := next((row for row in rows if row.kind in _OUT or row.type_code.upper() in DEBITS), None):
        reason = f"it is a {out.type_code}, and no sum has a sign, so nobody can tell which way the money went"
        raise FileMalformed(format="CSV", line=out.source_line, reason=reason)


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
    announced = [row for row in rows if not row.booked]
    rows = [row for row in rows if row.booked]
    order = order_of(rows, profile.newest_first) if rows else Order(False, None, None, Proof.UNPROVABLE)
    moving = [row for row in (rows[::-1] if order.newest_first else rows) if row.moves]
    proved = order.proof is Proof.PROVED
    return Statement(
        bank_account=account,
        currency=currency,
        statement_id="",
        sequence=None,
        opened_on=min((row.booked_on for row in rows), default=None),
        closed_on=max((row.booked_on for row in rows), default=None),
        opening_pence=order.opening_pence,
        closing_pence=order.closing_pence,
        lines=_lines(moving),
        pending=_lines(announced),
        format="csv:" + profile.name,
        proof=order.proof,
        evidence=("the running balance follows from line to line",) if proved else (),
    )


def _lines(rows: list[Row]) -> tuple[Line, ...]:
    return tuple(Line(number, *row[:15]) for number, row in enumerate(rows, 1))
