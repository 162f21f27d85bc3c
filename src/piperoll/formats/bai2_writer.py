"""Statements as a BAI2 file: one group and account a statement, totals and counts at every level."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from piperoll.formats.bai2_types import direction_of
from piperoll.formats.statements import AccountIdentity, Line, Statement

_SENDER, _RECEIVER = "PRLLGB2L", "COUNCIL"


def write(statements: Iterable[Statement]) -> bytes:
    """The file. Every line of a statement must be booked on its closing day, the only day BAI2 gives.

    A type that is no BAI2 code is written 399 or 699 and heads the text. Raises ValueError.
    """
    statements = list(statements)
    made_on = max((s.closed_on for s in statements if s.closed_on), default=date(2000, 1, 1))
    file_id = statements[0].statement_id if statements else "0"
    records = [f"01,{_SENDER},{_RECEIVER},{made_on:%y%m%d},2359,{_field(file_id)},,,2/"]
    total = 0
    for statement in statements:
        group, group_total = _group(statement)
        total += group_total
        records += group
    records.append(f"99,{total},{len(statements)},{len(records) + 1}/")
    return ("\n".join(records) + "\n").encode()


def _group(statement: Statement) -> tuple[list[str], int]:
    if statement.closed_on is None or any(line.booked_on != statement.closed_on for line in statement.lines):
        raise ValueError("a BAI2 statement holds the lines of its closing day only")
    credits = [line.amount_pence for line in statement.lines if line.amount_pence > 0]
    debits = [-line.amount_pence for line in statement.lines if line.amount_pence < 0]
    figures = [("010", statement.opening_pence, ""), ("015", statement.closing_pence, "")]
    figures += [("100", sum(credits), str(len(credits))), ("400", sum(debits), str(len(debits)))]
    given = [(code, pence, count) for code, pence, count in figures if pence is not None]
    summary = ",".join(f"{code},{pence},{count}," for code, pence, count in given)
    account = [f"03,{_account(statement.bank_account)},{statement.currency},{summary}/"]
    for line in statement.lines:
        account += _detail(line)
    total = sum(pence for _, pence, _ in given) + sum(credits) + sum(debits)
    account.append(f"49,{total},{len(account) + 1}/")
    head = f"02,{_RECEIVER},{_SENDER},1,{statement.closed_on:%y%m%d},2359,{statement.currency},2/"
    return [head, *account, f"98,{total},1,{len(account) + 2}/"], total


def _detail(line: Line) -> list[str]:
    code, texts = line.type_code, list(line.narrative)
    if not _is_code(code, line.amount_pence):
        texts = [f"{code} {texts[0]}" if texts else code, *texts[1:]] if code else texts
        code = "399" if line.amount_pence >= 0 else "699"
    funds = f"V,{line.value_on:%y%m%d}," if line.value_on != line.booked_on else ""
    references = f"{_field(line.bank_reference)},{_field(line.customer_reference)}"
    head = f"16,{code},{abs(line.amount_pence)},{funds},{references},/"
    return [head, *(f"88,{' '.join(text.split())}/" for text in texts)]


def _is_code(code: str, pence: int) -> bool:
    try:
        return len(code) == 3 and direction_of(code, 1) == (1 if pence >= 0 else -1)
    except ValueError:
        return False


def _account(account: AccountIdentity) -> str:
    return _field(
        account.raw or (f"{account.sort_code}-{account.account_number}" if account.sort_code else account.key)
    )


def _field(text: str) -> str:
    if "," in text or text.endswith("/") or "\n" in text:
        raise ValueError(f"{text!r} does not fit a BAI2 field, which ends at a comma or slash")
    return text
