"""Lloyds' APACS export: an account's closing balance, its movements and its own totals, in lines of 106 characters.

Lines that tell of a whole account are known by their words. The code of a movement is that of the clearing, as in
Bankline files; sums have no sign, so that a code which is neither a credit nor a debit is refused. Source: Lloyds Bank,
Commercial Banking Online support, "What is an APACS export".
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from piperoll.formats.accounts import identify_parts
from piperoll.formats.bankline_records import CREDITS, DEBITS
from piperoll.formats.fields import shown, yyddd
from piperoll.formats.fixed_width import Record, digits, filler, text
from piperoll.formats.kinds import kind_of
from piperoll.formats.plain_text import text_of
from piperoll.formats.proofs import proved
from piperoll.formats.refusals import FileMalformed, FileTruncated, TotalsDisagree
from piperoll.formats.statements import Line, Statement
from piperoll.foundations.money import plain_pounds

WIDTH = 106
LINE = Record(
    "line", WIDTH, digits("sort_code", 6), digits("account_number", 8), text("account_type", 1), text("code", 2),
    filler(15, "0" * 15), text("currency", 3), digits("amount_pence", 11), text("narrative", 54), text("day", 6),
)  # fmt: skip
HEADER = re.compile(r"HDR(\d{5})\s*\Z", re.ASCII)
IN_CREDIT = "60"
_OF_AN_ACCOUNT = re.compile(r"\d{14}", re.ASCII)
_TOTALS = {"total credits": 1, "total debits": -1}
_CLOSING = "closing ledger balance"


@dataclass(slots=True)
class _Account:
    """What has been met so far of one account in one currency."""

    lines: list[Line] = field(default_factory=list)
    closing_pence: int | None = None
    closed_on: date | None = None
    evidence: list[str] = field(default_factory=list)


def read(content: bytes) -> list[Statement]:
    """A statement for each account in the file. Raises FileRefused."""
    accounts: defaultdict[tuple[str, str, str], _Account] = defaultdict(_Account)
    number, trailer = 0, False
    for number, line in enumerate(text_of(content).rstrip().split("\n"), 1):
        try:
            if _OF_AN_ACCOUNT.match(line) and not trailer:
                _take(accounts, line, number)
            elif line.strip() and not HEADER.match(line):
                if trailer or not line[:1].isalpha():
                    raise ValueError(f"{shown(line)} is no line of an account")
                trailer = True
        except ValueError as problem:
            raise FileMalformed(format="Lloyds APACS", line=number, reason=str(problem)) from None
    if not trailer:
        raise FileTruncated(format="Lloyds APACS", line=number, missing="its trailer")
    return [proved(_statement(*key, found)) for key, found in accounts.items()]


def _take(accounts: defaultdict[tuple[str, str, str], _Account], line: str, number: int) -> None:
    told = LINE.read(line)
    if not told["amount_pence"]:
        raise ValueError("it has no sum")
    pence, on = int(told["amount_pence"]), yyddd(told["day"])
    account = accounts[told["sort_code"], told["account_number"], told["currency"]]
    words = told["narrative"].lower()
    if words == _CLOSING:
        if told["code"] != IN_CREDIT:
            raise ValueError(f"the closing balance has code {shown(told['code'])}: is it in credit or overdrawn?")
        account.closing_pence, account.closed_on = pence, on
    elif words in _TOTALS:
        _must_agree(account, pence, _TOTALS[words], words, number)
    else:
        account.lines.append(_movement(told, pence, on, len(account.lines) + 1, number, line))


def _must_agree(account: _Account, stated: int, sign: int, words: str, line: int) -> None:
    counted = sum(abs(one.amount_pence) for one in account.lines if one.amount_pence * sign > 0)
    if stated != counted:
        raise TotalsDisagree(
            format="Lloyds APACS", line=line, what=f"the account's {words}", stated=plain_pounds(stated),
            counted=plain_pounds(counted),
        )  # fmt: skip
    account.evidence.append(f"the bank's own {words} agree")


def _movement(told: dict[str, str], unsigned: int, on: date, number: int, source_line: int, raw: str) -> Line:
    code, narrative = told["code"], told["narrative"]
    sign = 1 if code in CREDITS else -1 if code in DEBITS else 0
    if not sign:
        raise ValueError(f"code {shown(code)} is neither a credit nor a debit")
    return Line(
        number=number,
        booked_on=on,
        value_on=on,
        amount_pence=sign * unsigned,
        type_code=code,
        kind=kind_of(code, sign * unsigned, narrative, (CREDITS | DEBITS)[code]),
        narrative=tuple(part for part in re.split(r" {2,}", narrative) if part),
        source_line=source_line,
        raw=raw.rstrip(),
    )


def _statement(sort_code: str, account_number: str, currency: str, found: _Account) -> Statement:
    days = [line.booked_on for line in found.lines]
    return Statement(
        bank_account=identify_parts(sort_code, account_number),
        currency=currency,
        statement_id="",
        sequence=None,
        opened_on=min(days, default=found.closed_on),
        closed_on=found.closed_on or max(days, default=None),
        opening_pence=None,
        closing_pence=found.closing_pence,
        lines=tuple(found.lines),
        format="Lloyds APACS",
        evidence=tuple(found.evidence),
    )
