"""CSV statements, by profile. Where a running balance is given, it settles the order of the lines and proves them."""

from __future__ import annotations

from piperoll.formats.csv_balances import order_of
from piperoll.formats.csv_layouts import layout_of, rows_of
from piperoll.formats.csv_profiles import Profile, profile_named
from piperoll.formats.csv_rows import Row, RowReader
from piperoll.formats.plain_text import text_of
from piperoll.formats.refusals import NotAStatement
from piperoll.formats.statements import AccountIdentity, Line, Proof, Statement


def read(content: bytes, profile: str = "") -> list[Statement]:
    """A statement for each account in the file, laid out as the named profile or as recognised. Raises FileRefused."""
    text = text_of(content)
    layout = layout_of(text, profile_named(profile) if profile else None)
    if layout is None:
        raise NotAStatement(
            line=1, reason="is no heading or row of a CSV layout we know", wanted="one of the layouts in the manual"
        )
    accounts: dict[tuple[AccountIdentity, str], list[Row]] = {}
    reader = RowReader(layout)
    line, cells = 0, [""]
    for number, (line, cells) in enumerate(rows_of(text, layout.delimiter)):
        if number >= layout.skip:
            row = reader.read(line, cells)
            accounts.setdefault((row.bank_account, row.currency), []).append(row)
    if accounts and not text.endswith("\n"):
        reader.refuse_if_cut(line, cells[-1])
    return [_statement(layout.profile, *account, rows) for account, rows in accounts.items()]


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
