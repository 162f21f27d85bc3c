"""A reading as JSON for programs and as a table for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from piperoll.formats.statements import Line, Proof, Reading, Statement
from piperoll.foundations.money import pounds

_WIDEST_NARRATIVE = 60


def as_json(reading: Reading) -> dict[str, Any]:
    """The reading as plain JSON values: dates `YYYY-MM-DD`, sums in signed pence, absent balances null."""
    statements = [_statement(statement) for statement in reading.statements]
    proved = bool(statements) and all(statement["proof"] == Proof.PROVED for statement in statements)
    return {
        "format": reading.format,
        "proof": str(Proof.PROVED if proved else Proof.UNPROVABLE),
        "sterling": all(statement["sterling"] for statement in statements),
        "statements": statements,
        "warnings": list(reading.warnings),
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "account": asdict(statement.bank_account),
        "currency": statement.currency,
        "sterling": statement.sterling,
        "statement_id": statement.statement_id,
        "sequence": statement.sequence,
        "opened_on": _day(statement.opened_on),
        "closed_on": _day(statement.closed_on),
        "opening_pence": statement.opening_pence,
        "closing_pence": statement.closing_pence,
        "proof": str(statement.proof),
        "evidence": list(statement.evidence),
        "intraday": statement.intraday,
        "lines": [_line(line) for line in statement.lines],
        "pending": [_line(line) for line in statement.pending],
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "number": line.number,
        "booked_on": _day(line.booked_on),
        "value_on": _day(line.value_on),
        "amount_pence": line.amount_pence,
        "type_code": line.type_code,
        "kind": str(line.kind),
        "payer_name": line.payer_name,
        "payer_sort_code": line.payer_sort_code,
        "payer_account_number": line.payer_account_number,
        "references": list(line.references),
        "narrative": list(line.narrative),
        "customer_reference": line.customer_reference,
        "bank_reference": line.bank_reference,
        "batch": line.batch,
        "source_line": line.source_line,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def as_text(reading: Reading) -> str:
    """The reading as a person reads it: each statement with its balances, lines and proof, then what to know."""
    blocks = [f"Format: {reading.format}"]
    blocks += ["\n".join(_table(statement)) for statement in reading.statements]
    if reading.warnings:
        blocks.append("\n".join("Note: " + warning for warning in reading.warnings))
    return "\n\n".join(blocks)


def _table(statement: Statement) -> Iterator[str]:
    account = statement.bank_account
    named = (
        " ".join(part for part in (account.sort_code, account.account_number) if part) or account.iban or account.raw
    )
    days = " to ".join(dict.fromkeys(day.isoformat() for day in (statement.opened_on, statement.closed_on) if day))
    heading = " · ".join(part for part in (f"Account {named or 'not named'}", statement.statement_id, days) if part)
    yield heading
    yield f"  opening {_sum(statement, statement.opening_pence)}"
    for line in statement.lines:
        yield _row(statement, line)
    yield f"  closing {_sum(statement, statement.closing_pence)}"
    for line in statement.pending:
        yield _row(statement, line) + "  (pending)"
    yield f"  proof: {statement.proof}" + (f" ({'; '.join(statement.evidence)})" if statement.evidence else "")


def _row(statement: Statement, line: Line) -> str:
    about = " ".join(part for part in (line.payer_name, line.text) if part)
    if len(about) > _WIDEST_NARRATIVE:
        about = about[: _WIDEST_NARRATIVE - 1] + "…"
    return f"  {line.number:>5}  {line.booked_on}  {_sum(statement, line.amount_pence):>16}  {line.kind:<22}  {about}"


def _sum(statement: Statement, pence: int | None) -> str:
    if pence is None:
        return "not given"
    written = pounds(pence)
    return written if statement.sterling else f"{written.replace('£', '')} {statement.currency}"
