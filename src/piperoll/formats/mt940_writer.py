"""Statements as MT940, in SWIFT envelopes or bare."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from piperoll.formats.statements import AccountIdentity, Line, Statement
from piperoll.foundations.money import plain_pounds

_TYPE = re.compile(r"[NFS][A-Z0-9]{3}\Z")
_WIDTH = 65


def write(statements: Iterable[Statement], *, enveloped: bool = True) -> bytes:
    """The file. A type word of a UK bank (`FPI`) is written NTRF and heads the narrative, as the banks do it.

    Raises ValueError when a statement lacks what MT940 must have, or a text cannot be told from a field.
    """
    lines: list[str] = []
    for statement in statements:
        if enveloped:
            lines.append("{1:F01PRLLGB2LAXXX0000000000}{2:O9400000000000PRLLGB2LAXXX00000000000000000000N}{4:")
        lines += _message(statement)
        lines.append("-}" if enveloped else "-")
    return ("\r\n".join(lines) + "\r\n").encode() if lines else b""


def _message(statement: Statement) -> Iterator[str]:
    opening, closing = statement.opening_pence, statement.closing_pence
    if opening is None or closing is None or not statement.opened_on or not statement.closed_on:
        raise ValueError("an MT940 statement needs both balances and their dates")
    yield f":20:{_plain(statement.statement_id or 'NONREF')}"
    yield f":25:{_account(statement.bank_account)}"
    yield f":28C:{statement.sequence or 0:05d}/00001"
    yield f":60F:{_balance(opening, statement.opened_on, statement.currency)}"
    for line in statement.lines:
        yield from _movement(line)
    yield f":62F:{_balance(closing, statement.closed_on, statement.currency)}"


def _movement(line: Line) -> Iterator[str]:
    typed = bool(_TYPE.match(line.type_code))
    mark = "C" if line.amount_pence >= 0 else "D"
    reference = _plain(line.customer_reference)[:16].strip() or "NONREF"
    if "//" in reference:
        raise ValueError(f"reference {reference!r} holds //, which MT940 keeps for the bank's own")
    bank = f"//{_plain(line.bank_reference)}" if line.bank_reference else ""
    days = f"{line.value_on:%y%m%d}{line.booked_on:%m%d}"
    kind = line.type_code if typed else "NTRF"
    yield f":61:{days}{mark}{_comma(abs(line.amount_pence))}{kind}{reference}{bank}"
    narrative = list(line.narrative)
    if not typed and line.type_code:
        narrative = [f"{line.type_code} {narrative[0]}" if narrative else line.type_code, *narrative[1:]]
    wrapped = [part[at : at + _WIDTH] for part in map(_plain, narrative) for at in range(0, len(part), _WIDTH)]
    for number, text in enumerate(wrapped):
        if (number and text.strip() == "-") or re.match(r":\d\d[A-Z]?:|[{]", text):
            raise ValueError(f"narrative {text!r} cannot be told from a field")
        yield text if number else ":86:" + text


def _balance(pence: int, on: date, currency: str) -> str:
    return f"{'C' if pence >= 0 else 'D'}{on:%y%m%d}{currency}{_comma(abs(pence))}"


def _account(account: AccountIdentity) -> str:
    return account.raw or account.iban or f"{account.sort_code}/{account.account_number}"


def _comma(pence: int) -> str:
    return plain_pounds(pence).replace(".", ",")


def _plain(text: str) -> str:
    return re.sub(r"[\r\n]+", " ", text)
