"""One row of a CSV statement, by its profile: what its line says, whose account it is on, the balance beside it."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from piperoll.formats.accounts import identify, identify_parts, payer
from piperoll.formats.csv_cells import NOT_BOOKED, clean, day_in, pence_in, signed_by
from piperoll.formats.csv_layouts import Layout, fits
from piperoll.formats.fields import shown, whole_pence
from piperoll.formats.kinds import Kind, kind_of
from piperoll.formats.refusals import FileMalformed, FileTruncated
from piperoll.formats.statements import AccountIdentity

_PARTS = re.compile(r"\t+| {3,}")
_SUM = r"|.*\.\d\d\)?-?( ?(CR|DR|OD|C|D))?"
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
    "payer_name", "payer_account", "sort_code", "account", "currency", "status",
)  # fmt: skip
_NO_REFERENCE = frozenset({"NONREF", "NOTPROVIDED"})
UNDATED = date.min
"""The day of a row without one: it gives a balance and no sum, or is not booked yet."""


class Row(NamedTuple):
    """A row read: first the fields of its line after the number, in their order, then what else it says.

    A row that gives a balance and no sum (`BALANCE BROUGHT FORWARD`) `moves` nothing and makes no line; one that is not
    `booked` is only announced.
    """

    booked_on: date
    value_on: date
    amount_pence: int
    type_code: str
    kind: Kind
    payer_name: str
    payer_sort_code: str
    payer_account_number: str
    references: tuple[str, ...]
    narrative: tuple[str, ...]
    customer_reference: str
    bank_reference: str
    batch: str
    source_line: int
    raw: str
    bank_account: AccountIdentity
    currency: str
    balance_pence: int | None
    moves: bool
    booked: bool


class RowReader:
    """Reads the rows of one layout, its columns found once. A field without a column reads a blank after the last."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.profile = profile = layout.profile
        self.width = len(profile.columns)
        self.narrative = [profile.columns.index(name) for name in profile.narrative]
        self.last_is_narrative = bool(self.narrative) and self.narrative[-1] == self.width - 1
        places = {column: place for place, column in enumerate(profile.columns)}
        self.at = {name: places.get(getattr(profile, name), self.width) for name in _FIELDS}

    def read(self, line: int, cells: list[str]) -> Row:
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
            raise ValueError(f"it has {len(cells)} cells, not {self.width}; the row may be cut short")
        if len(cells) > self.width:
            rest = cells[self.width :]
            if any(map(str.strip, rest)):
                if not self.last_is_narrative:
                    raise ValueError(f"it has {len(cells)} cells, not {self.width}; a comma may be loose in it")
                cells = [*cells[: self.width - 1], self.layout.delimiter.join(cells[self.width - 1 :])]
        if self.profile.shape and not fits(self.profile, cells):
            raise ValueError("it does not have the shape of the other rows")
        return [*map(clean, cells), ""]

    def _read(self, line: int, cells: list[str], raw: str) -> Row:
        at = self.at
        value, balance = cells[at["value"]], cells[at["balance"]]
        moves = bool(not balance or cells[at["amount"]] or cells[at["debit"]] or cells[at["credit"]])
        booked = cells[at["status"]].upper() not in NOT_BOOKED
        day = cells[at["booked"]] or value
        booked_on = self.layout.day or (day_in(day) if day or (moves and booked) else UNDATED)
        pence, narrative = self._amount(cells) if moves else 0, self._narrative(cells)
        account, currency = _account(cells[at["account"]], cells[at["sort_code"]], cells[at["currency"]])
        sort_code, account_number = payer(cells[at["payer_account"]])
        type_code, reference = cells[at["type"]], cells[at["reference"]]
        reference = "" if reference in _NO_REFERENCE else reference
        return Row(
            booked_on,
            day_in(value) if value else booked_on,
            pence,
            type_code,
            kind_of(type_code, pence, " ".join(narrative)),
            cells[at["payer_name"]],
            sort_code,
            account_number,
            (reference,) if reference else (),
            narrative,
            reference,
            cells[at["bank_reference"]],
            "",
            line,
            raw,
            account,
            currency or self.profile.default_currency,
            self._pence(balance) if balance else None,
            moves,
            booked,
        )

    def _narrative(self, cells: list[str]) -> tuple[str, ...]:
        parts = [cells[at] for at in self.narrative]
        if self.profile.packed:
            parts = [piece.strip() for part in parts for piece in _PARTS.split(part)]
        return tuple(filter(None, parts))

    def _pence(self, cell: str) -> int:
        return whole_pence(cell) if self.profile.pence else pence_in(cell)

    def _amount(self, cells: list[str]) -> int:
        """The signed sum. Of a sum beside a debit and a credit column the columns tell the way it went."""
        at = self.at
        amount, debit, credit = cells[at["amount"]], cells[at["debit"]], cells[at["credit"]]
        if debit or credit:
            pence = _in_or_out(debit, credit)
            if amount and abs(self._pence(amount)) != abs(pence):
                raise ValueError(f"its sum of {shown(amount)} is not that of its debit or credit")
            return pence
        if not amount:
            raise ValueError("it has no sum" if self.profile.amount else "it has neither a debit nor a credit")
        pence = self._pence(amount)
        if self.profile.flag:
            return signed_by(cells[at["flag"]], pence)
        if self.profile.debit and pence > 0:
            raise ValueError(f"it has a sum of {shown(amount)} that is neither a debit nor a credit")
        return pence


def _in_or_out(debit: str, credit: str) -> int:
    money_out, money_in = pence_in(debit) if debit else 0, pence_in(credit) if credit else 0
    if money_out and money_in:
        raise ValueError(f"it has both a debit of {shown(debit)} and a credit of {shown(credit)}")
    return money_in - abs(money_out)


@lru_cache(maxsize=1024)
def _account(account: str, sort_code: str, currency: str) -> tuple[AccountIdentity, str]:
    """The account, and its currency where a column or the end of the account says (`001122-12345678 GBP`)."""
    after = re.search(r"\d\s+([A-Z]{3})\Z", account)
    currency = currency.upper() or (after[1] if after else "")
    return (identify_parts(sort_code, account) if sort_code else identify(account)), currency
