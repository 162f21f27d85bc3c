"""Statements as a bank's CSV, by the same profiles that read it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date

from piperoll.formats.csv_profiles import Profile, profile_named
from piperoll.formats.statements import Line, Statement
from piperoll.foundations.money import plain_pounds


def write(statements: Iterable[Statement], profile_name: str) -> bytes:
    """The file, in the layout named. Text that has no column in it is left out. Raises UnknownProfile, ValueError."""
    profile = profile_named(profile_name)
    statements = list(statements)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    if profile.leading_blank_line:
        out.write("\r\n")
    if profile.headed:
        writer.writerow([*profile.columns, *([""] if profile.trailing_comma else [])])
    if profile.dated_by_heading is not None:
        day = _only_day(statements).strftime(profile.date_format)
        writer.writerow([*["H"] * profile.dated_by_heading, day])
    for statement in statements:
        rows = list(_rows(profile, statement))
        writer.writerows(rows[::-1] if profile.newest_first else rows)
    return out.getvalue().encode()


def _only_day(statements: list[Statement]) -> date:
    days = {line.booked_on for statement in statements for line in statement.lines}
    if len(days) != 1:
        raise ValueError("this layout holds the lines of one day only")
    return days.pop()


def _rows(profile: Profile, statement: Statement) -> Iterable[list[str]]:
    running = statement.opening_pence
    for line in statement.lines:
        running = None if running is None else running + line.amount_pence
        cells = _cells(profile, statement, line, running)
        yield [cells.get(column, "") for column in profile.columns] + ([""] if profile.trailing_comma else [])


def _cells(profile: Profile, statement: Statement, line: Line, balance: int | None) -> dict[str, str]:
    account = statement.bank_account
    written = profile.account_format.format(
        sort_code=account.sort_code,
        dashed="-".join((account.sort_code[:2], account.sort_code[2:4], account.sort_code[4:])),
        account_number=account.account_number,
        currency=statement.currency,
    )
    by_field = {
        profile.booked: line.booked_on.strftime(profile.date_format),
        profile.value: line.value_on.strftime(profile.date_format),
        profile.type: line.type_code,
        profile.reference: line.customer_reference,
        profile.bank_reference: line.bank_reference,
        profile.payer_name: line.payer_name,
        profile.payer_account: f"{line.payer_sort_code} {line.payer_account_number}".strip(),
        profile.sort_code: profile.text_mark + account.sort_code,
        profile.account: profile.text_mark + (account.account_number if profile.sort_code else written),
        profile.currency: statement.currency,
        profile.balance: "" if balance is None else plain_pounds(balance),
    }
    return by_field | _narrative(profile, line) | _money(profile, line.amount_pence)


def _narrative(profile: Profile, line: Line) -> dict[str, str]:
    """The narrative's parts, one a column, whatever is left over together in the last."""
    parts, columns = list(line.narrative), profile.narrative
    joint = "\t" if profile.packed else " "
    last = len(columns) - 1
    return {
        column: joint.join(parts[last:]) if number == last else "".join(parts[number : number + 1])
        for number, column in enumerate(columns)
    }


def _money(profile: Profile, pence: int) -> dict[str, str]:
    if profile.pence:
        return {profile.amount: str(pence)}
    if profile.flag:
        return {profile.amount: plain_pounds(abs(pence)), profile.flag: "CR" if pence >= 0 else "DR"}
    if profile.amount:
        return {profile.amount: plain_pounds(pence)}
    return {(profile.debit if pence < 0 else profile.credit): plain_pounds(abs(pence))}
