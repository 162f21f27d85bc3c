"""One account of a BAI2 file: its balances and totals (03) and its movements (16), into a statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from piperoll.formats.accounts import identify
from piperoll.formats.bai2_records import Record, detail_of
from piperoll.formats.bai2_types import direction_of, kind_of_type
from piperoll.formats.fields import shown, whole_pence, yymmdd
from piperoll.formats.kinds import kind_of
from piperoll.formats.refusals import TotalsDisagree
from piperoll.formats.statements import Line, Statement
from piperoll.foundations.money import plain_pounds

_OPENING, _CLOSING = "010", "015"
_TOTALS = {"100": ("credits", 1), "400": ("debits", -1)}
_FUNDS_EXTRA = {"S": 3, "V": 2}


@dataclass(slots=True)
class Account:
    """An account record and what follows it. `total` is the sum of every figure in it, for the bank's control total."""

    on: date
    currency: str = ""
    written: str = ""
    line: int = 0
    total: int = 0
    summaries: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)

    def take_summaries(self, record: Record) -> None:
        """Read the 03 record: account, currency, then balances and totals. Raises ValueError."""
        self.line = record.line
        self.written, currency, *rest = [*record.fields(), "", ""]
        self.currency = (currency or self.currency).upper()
        for code, amount, count in _groups(rest):
            if amount:
                pence = whole_pence(amount)
                self.total += pence
                self.summaries.setdefault(code, pence)
            if count:
                self.counts.setdefault(code, whole_pence(count))

    def take_detail(self, record: Record) -> None:
        """Read a 16 record as a line. Raises ValueError."""
        detail = detail_of(record)
        pence = whole_pence(detail.amount) if detail.amount else 0
        self.total += pence
        signed = pence * direction_of(detail.type_code, pence)
        text = " ".join(detail.texts)
        self.lines.append(
            Line(
                number=len(self.lines) + 1,
                booked_on=self.on,
                value_on=yymmdd(detail.value_date) if detail.value_date else self.on,
                amount_pence=signed,
                type_code=detail.type_code,
                kind=kind_of(detail.type_code, signed, text, kind_of_type(detail.type_code)),
                references=(detail.customer_reference,) if detail.customer_reference else (),
                narrative=detail.texts,
                customer_reference=detail.customer_reference,
                bank_reference=detail.bank_reference,
                source_line=record.line,
                raw=record.raw,
            )
        )

    def statement(self, file_id: str, intraday: bool) -> Statement:
        """The statement, the bank's own totals of credits and debits checked. Raises TotalsDisagree."""
        account = identify(self.written)
        return Statement(
            bank_account=account,
            currency=self.currency or ("GBP" if account.sort_code else "USD"),
            statement_id=file_id,
            sequence=None,
            opened_on=self.on,
            closed_on=self.on,
            opening_pence=self.summaries.get(_OPENING),
            closing_pence=self.summaries.get(_CLOSING),
            lines=tuple(self.lines),
            format="BAI2",
            intraday=intraday,
            evidence=("control totals and record counts agree at every level", *self._totals_agree()),
        )

    def _totals_agree(self) -> Iterator[str]:
        """Words for each total that agrees. One that does not is refused where both balances say every line is here;
        without them a bank may itemise only some of the movements."""
        complete = _OPENING in self.summaries and _CLOSING in self.summaries
        for code, (words, sign) in _TOTALS.items():
            sums = [line.amount_pence for line in self.lines if line.amount_pence * sign > 0]
            total, count = self.summaries.get(code), self.counts.get(code)
            agrees = total in (None, abs(sum(sums))) and count in (None, len(sums))
            if agrees and total is not None:
                yield f"the bank's own sum of {words} agrees"
            elif not agrees and complete:
                raise TotalsDisagree(
                    format="BAI2",
                    line=self.line,
                    what=f"the count and sum of {words}",
                    stated=f"{'' if count is None else count} and {plain_pounds(total or 0)}",
                    counted=f"{len(sums)} and {plain_pounds(abs(sum(sums)))}",
                )
            elif not agrees:
                yield f"the bank gives {words} of {plain_pounds(total or 0)}, not all of them itemised"


def _groups(fields: list[str]) -> Iterator[tuple[str, str, str]]:
    """The (type code, sum, count) groups of an 03 record; a funds type brings fields of its own with it.

    Banks end a record with a comma more or less, so empty fields where a code should stand are passed over.
    """
    at = 0
    while at < len(fields):
        if not fields[at]:
            at += 1
            continue
        code, amount, count, funds = (fields[at : at + 4] + [""] * 4)[:4]
        at += 4
        if funds.upper() == "D":
            days = fields[at] if at < len(fields) else "0"
            if not days.isdigit() or len(days) > 2:
                raise ValueError(f"{shown(days)} is not a number of days")
            at += 1 + 2 * int(days)
        else:
            at += _FUNDS_EXTRA.get(funds.upper(), 0)
        yield code, amount, count
