"""One camt statement (`Stmt`, `Rpt` or `Ntfctn`) as it is being read: its account, balances, totals and lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from piperoll.formats.accounts import identify, identify_parts
from piperoll.formats.camt_entries import Entry, Facts, first, gather, lines_of, read_entry, signed
from piperoll.formats.camt_totals import Totals
from piperoll.formats.fields import iso_date, number_in
from piperoll.formats.refusals import FileMalformed
from piperoll.formats.statements import AccountIdentity, Line, Statement

_NUMBER = re.compile(r"\d{6,8}")
_SORT_CODE = re.compile(r"\d\d-?\d\d-?\d\d")


@dataclass(frozen=True, slots=True)
class Balance:
    """One balance the bank states: its ISO code (OPBD, CLBD, ITBD…), signed sum, currency and day."""

    code: str
    amount_pence: int
    currency: str
    on: date | None


@dataclass
class Report:
    """What has been met so far of one statement; `name` is the message it is in."""

    name: str
    bank_account: AccountIdentity = field(default_factory=AccountIdentity)
    currency: str = ""
    balances: list[Balance] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    pending: list[Line] = field(default_factory=list)
    totals: Totals = field(default_factory=Totals)
    created: str = ""
    more_pages: bool = False

    def take_account(self, element: Any) -> None:
        """Note whose statement it is, from its `Acct`."""
        facts: Facts = {}
        gather(element, facts, [])
        written = first(facts, "Id/IBAN", "Id/Othr/Id", "Id/PrtryAcct/Id", "Id/BBAN")
        sort_code = first(facts, "Svcr/FinInstnId/ClrSysMmbId/MmbId", "Svcr/FinInstnId/ClrSysMmbId/Id")
        named = identify(written)
        apart = _NUMBER.fullmatch(named.account_number) and not named.sort_code and _SORT_CODE.fullmatch(sort_code)
        self.bank_account = identify_parts(sort_code, written) if apart else named
        self.currency = first(facts, "Ccy")

    def take_balance(self, element: Any) -> None:
        """Note one `Bal`. Raises FileMalformed."""
        facts: Facts = {}
        gather(element, facts, [])
        try:
            written = first(facts, "Dt/Dt", "Dt/DtTm")
            self.balances.append(
                Balance(
                    code=first(facts, "Tp/CdOrPrtry/Cd", "Tp/CdOrPrtry/Prtry", "Tp/Cd", "Tp/Prtry"),
                    amount_pence=signed(facts, "Amt", "CdtDbtInd"),
                    currency=first(facts, "Amt@Ccy"),
                    on=iso_date(written) if written else None,
                )
            )
        except ValueError as problem:
            raise FileMalformed(
                format=self.name, line=element.sourceline or 0, reason=f"in a balance, {problem}"
            ) from None

    def take_entry(self, element: Any) -> None:
        """Turn one `Ntry` into lines: booked ones to post, pending ones aside. Raises FileRefused."""
        entry = read_entry(element, self.name, self._unwritten_day)
        self._settle_currency(entry)
        if entry.currency not in ("", self.currency):
            reason = f"the entry is in {entry.currency} but the account is in {self.currency}"
            raise FileMalformed(format=self.name, line=entry.source_line, reason=reason)
        lines = self.lines if entry.booked else self.pending
        lines.extend(lines_of(entry, len(lines) + 1, self.currency, self.name))
        self.totals.add(entry)

    def _unwritten_day(self) -> date | None:
        """The day of an entry without one: the closing balance's, or during the day, when the report was made."""
        closing = self._closing()
        if closing:
            return closing.on
        try:
            return iso_date(self.created) if self.name != "camt.053" else None
        except ValueError:
            return None

    def _settle_currency(self, entry: Entry) -> None:
        if not self.currency:
            opening = self._opening()
            self.currency = (opening.currency if opening else "") or entry.currency

    def finish(self, element: Any) -> Statement:
        """The statement, its own counts and sums checked; the balances are still to prove. Raises FileRefused."""
        facts: Facts = {}
        gather(element, facts, [])
        self.more_pages = first(facts, "StmtPgntn/LastPgInd") == "false"
        opening, closing = self._opening(), self._closing()
        self.currency = self.currency or (opening.currency if opening else "")
        return Statement(
            bank_account=self.bank_account,
            currency=self.currency,
            statement_id=first(facts, "Id"),
            sequence=_number(first(facts, "ElctrncSeqNb", "LglSeqNb")),
            opened_on=(opening and opening.on) or self._day(facts, "FrToDt/FrDtTm", "FrToDt/FrDt"),
            closed_on=(closing and closing.on) or self._day(facts, "FrToDt/ToDtTm", "FrToDt/ToDt"),
            opening_pence=self._usable(opening),
            closing_pence=self._usable(closing),
            lines=tuple(self.lines),
            format=self.name,
            intraday=self.name != "camt.053",
            pending=tuple(self.pending),
            evidence=(*self.totals.agree(facts, self.name, element.sourceline or 0), *self._foreign(opening, closing)),
        )

    def _foreign(self, *balances: Balance | None) -> list[str]:
        return [
            f"the {balance.code} balance is in {balance.currency}, not the account's {self.currency}: not used"
            for balance in balances
            if balance and balance.currency != self.currency
        ]

    def _day(self, facts: Facts, *paths: str) -> date | None:
        try:
            return iso_date(first(facts, *paths)) if first(facts, *paths) else None
        except ValueError:
            return None

    def _usable(self, balance: Balance | None) -> int | None:
        return balance.amount_pence if balance and balance.currency == self.currency else None

    def _opening(self) -> Balance | None:
        return self._coded("OPBD") or self._coded("PRCD") or (self._interim()[0] if len(self._interim()) > 1 else None)

    def _closing(self) -> Balance | None:
        known_opening = self._coded("OPBD") or self._coded("PRCD")
        enough = len(self._interim()) + (known_opening is not None) > 1
        return self._coded("CLBD") or (self._interim()[-1] if self._interim() and enough else None)

    def _coded(self, code: str) -> Balance | None:
        return next((balance for balance in self.balances if balance.code == code), None)

    def _interim(self) -> list[Balance]:
        return [balance for balance in self.balances if balance.code == "ITBD"]


def _number(text: str) -> int | None:
    return number_in(text)
