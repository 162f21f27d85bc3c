"""CSV statements, by profile. Where a running balance is given, it settles the order of the lines and proves them."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from piperoll.formats.accounts import identify, identify_parts, payer
from piperoll.formats.csv_balances import order_of
from piperoll.formats.csv_cells import clean, day_in, pence_in
from piperoll.formats.csv_layouts import Layout, fits, layout_of, rows_of
from piperoll.formats.csv_profiles import Profile, profile_named
from piperoll.formats.fields import shown, whole_pence
from piperoll.formats.kinds import kind_of
from piperoll.formats.plain_text import text_of
from piperoll.formats.refusals import FileMalformed, FileTruncated, NotAStatement
from piperoll.formats.statements import AccountIdentity, Line, Proof, Statement

_PARTS = re.compile(r"\t+| {3,}")


def read(content: bytes, profile: str = "") -> list[Statement]:
    """A statement for each account in the file, laid out as the named profile or as recognised. Raises FileRefused."""
    text = text_of(content)
    layout = layout_of(text, profile_named(profile) if profile else None)
    if layout is None:
        raise NotAStatement(
            line=1, reason="is no heading or row of a CSV layout we know", wanted="one of the layouts in the manual"
        )
    accounts: dict[tuple[AccountIdentity, str], list[_Row]] = {}
    reader = _RowReader(layout)
    cells: list[str] = []
    line = 0
    try:
        for number, (line, cells) in enumerate(rows_of(text, layout.delimiter)):
            if number >= layout.skip:
                row = reader.read(line, cells)
                accounts.setdefault((row.bank_account, row.currency), []).append(row)
        if accounts and not text.endswith("\n"):
            reader.refuse_if_cut(line, cells[-1])
    except csv.Error as problem:
        line = text.count("\n") + 1
        raise FileMalformed(format="CSV", line=line, reason=f"a quoted cell does not end ({problem})") from None
    return [_statement(layout.profile, *account, rows) for account, rows in accounts.items()]


@dataclass(slots=True)
class _Row:
    bank_account: AccountIdentity
    currency: str
    booked_on: date
    value_on: date
    amount_pence: int
    balance_pence: int | None
    type_code: str
    narrative: tuple[str, ...]
    reference: str
    bank_reference: str
    payer_name: str
    payer_account: str
    source_line: int
    raw: str


class _RowReader:
    """Reads rows of one layout, its columns found once."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.profile = profile = layout.profile
        self.width = len(profile.columns)
        self.narrative = [profile.columns.index(name) for name in profile.narrative]
        self.last_is_narrative = bool(self.narrative) and self.narrative[-1] == self.width - 1
        self.at = {name: profile.columns.index(getattr(profile, name)) for name in _FIELDS if getattr(profile, name)}

    def read(self, line: int, cells: list[str]) -> _Row:
        """The row in these cells. Raises FileMalformed."""
        try:
            return self._read(line, self._fitted(cells), self.layout.delimiter.join(cells))
        except ValueError as problem:
            raise FileMalformed(format="CSV", line=line, reason=str(problem)) from None

    def refuse_if_cut(self, line: int, last: str) -> None:
        """Raise FileTruncated when the file's last cell, no new line after it, may be part of a sum, day or account."""
        column = self.profile.columns[-1]
        meaning = next((name for name in _WHOLE if column == getattr(self.profile, name)), "")
        if meaning and not re.fullmatch(_WHOLE[meaning], clean(last)):
            raise FileTruncated(format="CSV", line=line, missing=f"a whole {column}")

    def _fitted(self, cells: list[str]) -> list[str]:
        """The cells, as many as there are columns. A comma loose in a narrative at the end is taken back into it."""
        if len(cells) < self.width:
            raise ValueError(f"it has {len(cells)} cells, not {self.width}: is the row cut short?")
        if len(cells) > self.width:
            rest = cells[self.width :]
            if any(map(str.strip, rest)):
                if not self.last_is_narrative:
                    raise ValueError(f"it has {len(cells)} cells, not {self.width}: is a comma loose in a narrative?")
                cells = [*cells[: self.width - 1], self.layout.delimiter.join(cells[self.width - 1 :])]
        if self.profile.shape and not fits(self.profile, cells):
            raise ValueError("it does not have the shape of the other rows")
        return [clean(cell) for cell in cells]

    def _read(self, line: int, cells: list[str], raw: str) -> _Row:
        def cell(name: str) -> str:
            at = self.at.get(name, -1)
            return cells[at] if at >= 0 else ""

        booked_on = self.layout.day or day_in(cell("booked") or cell("value"))
        value, balance = cell("value"), cell("balance")
        account, currency = self._account(cell)
        return _Row(
            bank_account=account,
            currency=currency,
            booked_on=booked_on,
            value_on=day_in(value) if value else booked_on,
            amount_pence=self._amount(cell),
            balance_pence=(whole_pence if self.profile.pence else pence_in)(balance) if balance else None,
            type_code=cell("type"),
            narrative=self._narrative(cells),
            reference=cell("reference"),
            bank_reference=cell("bank_reference"),
            payer_name=cell("payer_name"),
            payer_account=cell("payer_account"),
            source_line=line,
            raw=raw,
        )

    def _narrative(self, cells: list[str]) -> tuple[str, ...]:
        parts = [cells[at] for at in self.narrative]
        if self.profile.packed:
            parts = [piece.strip() for part in parts for piece in _PARTS.split(part)]
        return tuple(part for part in parts if part)

    def _account(self, cell: Callable[[str], str]) -> tuple[AccountIdentity, str]:
        account, sort_code = cell("account"), cell("sort_code")
        currency = cell("currency").upper() or self.profile.default_currency
        if not cell("currency") and (after := re.search(r"\d\s+([A-Z]{3})\Z", account)):
            currency = after[1]
        return (identify_parts(sort_code, account) if sort_code else identify(account)), currency

    def _amount(self, cell: Callable[[str], str]) -> int:
        if "amount" in self.at:
            pence = whole_pence(cell("amount")) if self.profile.pence else pence_in(cell("amount"))
            return pence if "flag" not in self.at else _flagged(pence, cell("flag"))
        debit, credit = cell("debit"), cell("credit")
        money_out, money_in = pence_in(debit) if debit else 0, pence_in(credit) if credit else 0
        if not debit and not credit:
            raise ValueError("it has neither a debit nor a credit")
        if money_out and money_in:
            raise ValueError(f"it has both a debit of {shown(debit)} and a credit of {shown(credit)}")
        return money_in - abs(money_out)


_SUM = r"|.*\.\d\d\)?-?( ?(CR|DR))?"
_WHOLE = {
    "amount": _SUM,
    "debit": _SUM,
    "credit": _SUM,
    "balance": _SUM,
    "booked": r".*(19|20)\d\d|(19|20)\d\d-\d\d-\d\d",
    "value": r".*(19|20)\d\d|(19|20)\d\d-\d\d-\d\d",
    "account": r".*\d{8}( ?[A-Z]{3})?|[A-Z]{2}\d\d.{11,}",
    "sort_code": r".*\d\d-?\d\d-?\d\d",
    "currency": r"[A-Z]{3}",
}
_FIELDS = (
    "booked", "value", "amount", "flag", "debit", "credit", "balance", "type", "reference", "bank_reference",
    "payer_name", "payer_account", "sort_code", "account", "currency",
)  # fmt: skip


def _flagged(pence: int, flag: str) -> int:
    way = flag.upper()
    if way not in ("CR", "C", "CREDIT", "CRDT", "DR", "D", "DEBIT", "DBIT"):
        raise ValueError(f"{shown(flag)} is neither CR nor DR")
    return pence if way.startswith("C") else -pence


def _statement(profile: Profile, account: AccountIdentity, currency: str, rows: list[_Row]) -> Statement:
    order = order_of(rows, profile.newest_first)
    lines = tuple(_line(row, number) for number, row in enumerate(rows[::-1] if order.newest_first else rows, 1))
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


def _line(row: _Row, number: int) -> Line:
    sort_code, account_number = payer(row.payer_account)
    return Line(
        number=number,
        booked_on=row.booked_on,
        value_on=row.value_on,
        amount_pence=row.amount_pence,
        type_code=row.type_code,
        kind=kind_of(row.type_code, row.amount_pence, " ".join(row.narrative)),
        payer_name=row.payer_name,
        payer_sort_code=sort_code,
        payer_account_number=account_number,
        references=(row.reference,) if row.reference else (),
        narrative=row.narrative,
        customer_reference=row.reference,
        bank_reference=row.bank_reference,
        source_line=row.source_line,
        raw=row.raw,
    )
