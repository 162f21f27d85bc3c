"""One MT940 or MT942 message as its fields come in: the account, the balances, the movements between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from piperoll.formats.accounts import identify
from piperoll.formats.fields import hundredths, number_in, shown, yymmdd
from piperoll.formats.mt940_fields import Field
from piperoll.formats.mt940_lines import Movement, line_of, read_movement
from piperoll.formats.refusals import FileMalformed, FileTruncated, TotalsDisagree
from piperoll.formats.statements import Line, Statement
from piperoll.foundations.money import plain_pounds

_BALANCE = re.compile(r"([CD])(\d{6})([A-Z]{3})(\d+(?:[,.]\d*)?)\Z", re.ASCII)
_TOTAL = re.compile(r"(\d{1,5})([A-Z]{3})(\d+(?:[,.]\d*)?)\Z", re.ASCII)
_DURING_THE_DAY = ("34F", "13", "13D", "90C", "90D")


@dataclass(frozen=True, slots=True)
class _Balance:
    pence: int
    on: date
    currency: str
    later: bool


@dataclass(slots=True)
class Message:
    """What has been met so far of one message. `take` each field, then ask for the `statement`."""

    statement_id: str
    first_line: int
    last_line: int = 0
    account: str | None = None
    number: str = ""
    page: str = ""
    opening: _Balance | None = None
    closing: _Balance | None = None
    intraday: bool = False
    reported_on: date | None = None
    floor_currency: str = ""
    lines: list[Line] = field(default_factory=list)
    pending: list[Line] = field(default_factory=list)
    _movement: Movement | None = None
    _movement_field: Field | None = None
    _narrative: list[str] = field(default_factory=list)
    _raw: list[str] = field(default_factory=list)

    @property
    def more_pages(self) -> bool:
        """Whether it closes with :62M:, so that another page follows."""
        return self.closing is not None and self.closing.later

    @property
    def is_later_page(self) -> bool:
        """Whether it opens with :60M:, so that another page goes before."""
        return self.opening is not None and self.opening.later

    def take(self, field: Field) -> None:
        """Add one field. Raises FileMalformed, TotalsDisagree."""
        self.last_line = field.line
        try:
            self._take(field)
        except ValueError as problem:
            raise FileMalformed(format="MT940", line=field.line, reason=str(problem)) from None

    def _take(self, field: Field) -> None:
        tag, text = field.tag, field.texts[0].strip()
        if tag in ("86", "NS"):
            if self._movement:
                self._narrative += field.texts
                self._raw += [f":{tag}:{field.texts[0]}", *field.texts[1:]]
            return
        self._close_line()
        if tag == "61":
            if self.closing:
                raise ValueError("a movement stands after the closing balance")
            self._movement, self._movement_field = read_movement(field.texts), field
            self._raw = [":61:" + field.texts[0], *field.texts[1:]]
        elif tag in ("25", "25P"):
            if self.account is not None:
                raise ValueError("the account is named twice")
            self.account = text
        elif tag in ("28", "28C"):
            self.number, _, self.page = text.partition("/")
        elif tag in ("60F", "60M"):
            self.opening = self._balance(tag, text, self.opening)
        elif tag in ("62F", "62M"):
            self.closing = self._balance(tag, text, self.closing)
        elif tag in _DURING_THE_DAY:
            self._take_report(tag, text, field.line)

    def _balance(self, tag: str, text: str, already: _Balance | None) -> _Balance:
        found = _BALANCE.match(text)
        if already:
            raise ValueError(f"balance :{tag}: is given twice")
        if not found:
            raise ValueError(f"balance :{tag}: {shown(text)} is not C or D, a date, a currency and a sum")
        pence = hundredths(found[4].replace(",", "."))
        return _Balance(pence if found[1] == "C" else -pence, yymmdd(found[2]), found[3], tag.endswith("M"))

    def _take_report(self, tag: str, text: str, line: int) -> None:
        """The fields of an MT942: when it was made, its currency, its own count and sum of debits and of credits."""
        self.intraday = True
        if tag in ("13", "13D"):
            self.reported_on = yymmdd(text[:6])
        elif tag == "34F":
            self.floor_currency = text[:3]
        else:
            self._check_total(tag, text, line)

    def _check_total(self, tag: str, text: str, line: int) -> None:
        found = _TOTAL.match(text)
        if not found:
            raise ValueError(f"total :{tag}: {shown(text)} is not a count, a currency and a sum")
        self.floor_currency = self.floor_currency or found[2]
        sums = [n.amount_pence for n in (*self.lines, *self.pending) if (n.amount_pence > 0) == (tag == "90C")]
        stated, counted = (int(found[1]), hundredths(found[3].replace(",", "."))), (len(sums), abs(sum(sums)))
        if stated != counted:
            raise TotalsDisagree(
                format="MT942",
                line=line,
                what="the count and sum of " + ("credits" if tag == "90C" else "debits"),
                stated=f"{stated[0]} and {plain_pounds(stated[1])}",
                counted=f"{counted[0]} and {plain_pounds(counted[1])}",
            )

    def _close_line(self) -> None:
        if self._movement and self._movement_field:
            lines = self.pending if self._movement.mark in ("EC", "ED") else self.lines
            raw = "\n".join(self._raw)
            lines.append(line_of(self._movement, self._narrative, len(lines) + 1, self._movement_field.line, raw))
        self._movement, self._movement_field, self._narrative = None, None, []

    def finished(self) -> Message:
        """The message, all its fields taken. Raises FileMalformed, FileTruncated when something it needs is missing."""
        self._close_line()
        self.intraday = self.intraday and self.opening is None and self.closing is None
        if not self.intraday and self.closing is None:
            raise FileTruncated(
                format="MT940", line=self.last_line or self.first_line, missing="a closing balance (:62F:)"
            )
        if not self.intraday and self.opening is None:
            raise FileMalformed(
                format="MT940", line=self.first_line, reason="the statement has no opening balance (:60F:)"
            )
        if self.account is None:
            raise FileMalformed(format="MT940", line=self.first_line, reason="the statement names no account (:25:)")
        if self.opening and self.closing and self.opening.currency != self.closing.currency:
            reason = f"it opens in {self.opening.currency} and closes in {self.closing.currency}"
            raise FileMalformed(format="MT940", line=self.first_line, reason=reason)
        return self

    def statement(self) -> Statement:
        """The statement, or the page of one, that the message is."""
        opening, closing = self.opening, self.closing
        return Statement(
            bank_account=identify(self.account or ""),
            currency=opening.currency if opening else self.floor_currency,
            statement_id=self.statement_id,
            sequence=number_in(self.number),
            opened_on=opening.on if opening else None,
            closed_on=closing.on if closing else self.reported_on,
            opening_pence=opening.pence if opening else None,
            closing_pence=closing.pence if closing else None,
            lines=tuple(self.lines),
            format="MT942" if self.intraday else "MT940",
            intraday=self.intraday,
            pending=tuple(self.pending),
        )
