"""NatWest and RBS Bankline "data services" files: the movements of any number of accounts, split by account.

They carry a closing balance at most (Y1), so that a statement proves itself only where the file holds the day before;
what they do carry is checked: each account's own totals (44 debits, 54 credits), and the file's in UTL1.
"""

from __future__ import annotations

from datetime import date

from piperoll.formats.bankline_days import Day, Tally, day_of
from piperoll.formats.bankline_records import (
    BALANCE,
    BALANCE_CODE,
    CREDIT_TOTAL,
    CREDITS,
    DEBIT_TOTAL,
    MOVEMENT,
    TOTALS,
)
from piperoll.formats.fields import shown, yyddd
from piperoll.formats.plain_text import text_of
from piperoll.formats.proofs import proved
from piperoll.formats.refusals import FileMalformed, FileTruncated, TotalsDisagree
from piperoll.formats.statements import Statement
from piperoll.foundations.money import plain_pounds

_OPENS = ("VOL1", "HDR1", "UHL1")
_PASSED_OVER = ("HDR2", "EOF1", "EOF2")


def read(content: bytes) -> list[Statement]:
    """A statement for each account, and each day balanced, in the file. Raises FileRefused."""
    reader = _Reader()
    number = 0
    for number, line in enumerate(text_of(content).rstrip().split("\n"), 1):
        try:
            if line.strip():
                reader.take(number, line)
        except ValueError as problem:
            raise FileMalformed(format="Bankline", line=number, reason=str(problem)) from None
    if reader.tally or not reader.sections:
        raise FileTruncated(format="Bankline", line=number, missing="its totals (UTL1)")
    return [proved(statement) for statement in reader.statements]


class _Reader:
    """Takes the file's lines in order. `tally` is there between a file's headings and its totals."""

    def __init__(self) -> None:
        self.statements: list[Statement] = []
        self.tally: Tally | None = None
        self.sections = 0
        self.made_on: date | None = None
        self.days: list[Day] = []
        self.current: dict[str, Day] = {}
        self.closings: dict[str, int] = {}

    def take(self, number: int, line: str) -> None:
        """Take one line. Raises ValueError, TotalsDisagree."""
        label, code = line[:4], line[15:17]
        if label in _OPENS:
            self._open(label, line)
        elif self.tally is None:
            if label not in _PASSED_OVER:
                raise ValueError(f"{shown(line)} stands outside the headings and totals of a file")
        elif label == "UTL1":
            self._close(number, line, self.tally)
        elif code == BALANCE_CODE:
            self._take_balance(line, self.tally)
        elif code in (DEBIT_TOTAL, CREDIT_TOTAL):
            self._take_account_total(number, line, self.tally)
        elif label not in _PASSED_OVER:
            taken = self._day(line, anew=True).take(line, number, self.made_on)
            self.tally.add(abs(taken.amount_pence), 1 if taken.type_code in CREDITS else -1)

    def _open(self, label: str, line: str) -> None:
        if self.tally and self.days:
            raise ValueError("another file starts before this one's totals (UTL1)")
        self.tally = self.tally or Tally()
        if label == "UHL1":
            self.made_on = yyddd(line[4:10].strip()) if line[4:10].strip() else None

    def _day(self, line: str, *, anew: bool) -> Day:
        """The account of a line. Once it is balanced, a further movement (`anew`) starts its next day."""
        key = line[:14]
        day = self.current.get(key)
        if day is None or (anew and day.closing_pence is not None):
            day = Day(key[:6], key[6:], opening_pence=day.closing_pence if day else self.closings.get(key))
            self.current[key] = day
            self.days.append(day)
        return day

    def _take_balance(self, line: str, tally: Tally) -> None:
        found = BALANCE.read(line)
        if not found["ledger_pence"] or found["ledger_sign"] not in ("C", "D"):
            raise ValueError("the ledger balance is not a sum and C or D")
        pence = int(found["ledger_pence"]) * (1 if found["ledger_sign"] == "C" else -1)
        day = self._day(line, anew=True)
        day.closing_pence, day.balanced_on = pence, day_of(line)
        tally.balances += 1

    def _take_account_total(self, number: int, line: str, tally: Tally) -> None:
        found = MOVEMENT.read(line)
        sign, words = (-1, "debits") if found["code"] == DEBIT_TOTAL else (1, "credits")
        stated, counted = int(found["amount_pence"] or 0), self._day(line, anew=False).sums(sign)
        if stated != counted:
            raise _disagreement(number, f"the account's sum of {words}", plain_pounds(stated), plain_pounds(counted))
        tally.add_total(stated, sign)

    def _close(self, number: int, line: str, tally: Tally) -> None:
        found = {name: int(value or 0) for name, value in TOTALS.read(line).items()}
        for sign, name in ((-1, "debit"), (1, "credit")):
            pence, count = found[name + "_pence"], found[name + "_count"]
            if not tally.accepts(sign, pence, count):
                stated = f"{count} and {plain_pounds(pence)}"
                counted = f"{tally.count[sign]} and {plain_pounds(tally.pence[sign])}"
                raise _disagreement(number, f"the count and sum of {name}s (UTL1)", stated, counted)
        if found["balance_count"] != tally.balances:
            stated, counted = str(found["balance_count"]), str(tally.balances)
            raise _disagreement(number, "the number of balances (UTL1)", stated, counted)
        evidence = ("the file's own counts and sums (UTL1) agree",)
        self.statements += [day.statement(self.made_on, evidence) for day in self.days]
        self.closings |= {key: day.closing_pence for key, day in self.current.items() if day.closing_pence is not None}
        self.tally, self.days, self.current, self.sections = None, [], {}, self.sections + 1


def _disagreement(line: int, what: str, stated: str, counted: str) -> TotalsDisagree:
    return TotalsDisagree(format="Bankline", line=line, what=what, stated=stated, counted=counted)
