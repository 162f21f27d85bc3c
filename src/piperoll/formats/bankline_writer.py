"""Statements as one Bankline "data services" file: every account, its totals, and the file's own in UTL1."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from piperoll.formats.bankline_records import (
    BALANCE,
    BALANCE_CODE,
    CREDIT_TOTAL,
    CREDITS,
    DEBIT_TOTAL,
    DEBITS,
    FILE,
    MOVEMENT,
    TOTALS,
    USER,
    VOLUME,
)
from piperoll.formats.statements import Line, Statement

_LONGEST = 18


def write(statements: Iterable[Statement]) -> bytes:
    """The file. Names and references are cut to 18 characters, as Bacs cuts them; a type that is no code here is
    written 99 or 03. The opening balance has no place. Raises ValueError for an account that is not a UK one.
    """
    statements = list(statements)
    made_on = max((s.closed_on for s in statements if s.closed_on), default=date(2000, 1, 1))
    sort_code = statements[0].bank_account.sort_code if statements else "000000"
    lines = [
        VOLUME.write(serial="PRLL01"),
        FILE.write(owner="A000000Z", day=_day(made_on)),
        USER.write(day=_day(made_on), sort_code=sort_code, zeros=0, customer="COUNCIL"),
    ]
    sums, counts = {1: 0, -1: 0}, {1: 0, -1: 0}
    for statement in statements:
        lines += _account(statement)
        for sign in (1, -1):
            found = [abs(line.amount_pence) for line in statement.lines if (line.amount_pence >= 0) == (sign == 1)]
            sums[sign] += 2 * sum(found)
            counts[sign] += len(found) + 1
    balances = sum(statement.closing_pence is not None for statement in statements)
    lines.append(
        TOTALS.write(
            debit_pence=sums[-1],
            credit_pence=sums[1],
            debit_count=counts[-1],
            credit_count=counts[1],
            balance_count=balances,
        )
    )
    return ("\r\n".join(lines) + "\r\n").encode("cp1252", errors="replace")


def _account(statement: Statement) -> list[str]:
    account = statement.bank_account
    if not (account.sort_code and account.account_number):
        raise ValueError("a Bankline file holds accounts with a sort code and number only")
    whose = {"sort_code": account.sort_code, "account_number": account.account_number, "account_type": "0"}
    on = _day(statement.closed_on) if statement.closed_on else ""
    lines = [MOVEMENT.write(**whose, **_movement(line)) for line in statement.lines]
    if statement.closing_pence is not None:
        sign = "C" if statement.closing_pence >= 0 else "D"
        pence = abs(statement.closing_pence)
        lines.append(
            BALANCE.write(**whose, code=BALANCE_CODE, ledger_pence=pence, ledger_sign=sign, cleared_pence=pence,
                          cleared_sign=sign, third_pence=0, third_sign="C", fourth_pence=0, fourth_sign="C", day=on)
        )  # fmt: skip
    for code, keep in ((DEBIT_TOTAL, False), (CREDIT_TOTAL, True)):
        total = sum(abs(line.amount_pence) for line in statement.lines if (line.amount_pence >= 0) == keep)
        lines.append(MOVEMENT.write(**whose, code=code, amount_pence=total, day=on))
    return lines


def _movement(line: Line) -> dict[str, str | int]:
    codes, usual = (CREDITS, "99") if line.amount_pence >= 0 else (DEBITS, "03")
    description = line.payer_name or next((part for part in line.narrative if part != line.customer_reference), "")
    rest = [part for part in line.narrative if part not in (description, line.customer_reference)]
    return {
        "code": line.type_code if line.type_code in codes else usual,
        "other_sort_code": line.payer_sort_code or "000000",
        "other_account_number": line.payer_account_number[-8:] or "00000000",
        "amount_pence": abs(line.amount_pence),
        "description": description[:_LONGEST],
        "reference": line.customer_reference[:_LONGEST],
        "name": (rest[0] if rest else "")[:_LONGEST],
        "day": _day(line.booked_on),
    }


def _day(on: date) -> str:
    return f" {on:%y%j}"
