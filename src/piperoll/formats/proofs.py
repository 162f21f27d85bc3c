"""What a statement must show before anything is posted from it: its balances agree, its neighbours follow on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from piperoll.formats.refusals import DoesNotProve, StatementsDoNotFollow
from piperoll.formats.statements import Proof, Statement
from piperoll.foundations.money import plain_pounds


def prove(statement: Statement) -> Proof:
    """PROVED when opening + lines = closing, UNPROVABLE when a balance is missing. Raises DoesNotProve otherwise."""
    if statement.intraday or statement.opening_pence is None or statement.closing_pence is None:
        return Proof.UNPROVABLE
    movement = sum(line.amount_pence for line in statement.lines)
    if statement.opening_pence + movement != statement.closing_pence:
        raise DoesNotProve(
            line=statement.lines[0].source_line if statement.lines else 1,
            statement=statement.statement_id or "(unnamed)",
            account=statement.bank_account.raw or "(not named)",
            opening=plain_pounds(statement.opening_pence),
            movement=plain_pounds(movement),
            made=plain_pounds(statement.opening_pence + movement),
            closing=plain_pounds(statement.closing_pence),
        )
    return Proof.PROVED


def proved(statement: Statement) -> Statement:
    """The statement with its proof and the evidence for it. Raises DoesNotProve."""
    proof = prove(statement)
    evidence = statement.evidence
    if proof is Proof.PROVED:
        evidence = (f"opening balance and {_count(statement)} make the closing balance", *evidence)
    return replace(statement, proof=proof, evidence=evidence)


def follow_on(statements: Sequence[Statement]) -> None:
    """Check that each account's statements in a file run on from one another, oldest first or newest first.

    Statements without both balances, and intraday ones, are passed over. Raises StatementsDoNotFollow.
    """
    accounts: dict[tuple[str, str], list[Statement]] = {}
    for statement in statements:
        if not statement.intraday and statement.opening_pence is not None and statement.closing_pence is not None:
            accounts.setdefault((statement.bank_account.key, statement.currency), []).append(statement)
    for chain in accounts.values():
        if _gap(chain) and _gap(chain[::-1]):
            earlier, later = _gap(chain) or chain[:2]
            raise StatementsDoNotFollow(
                line=later.lines[0].source_line if later.lines else 1,
                account=later.bank_account.raw,
                earlier=earlier.statement_id,
                later=later.statement_id,
                closing=plain_pounds(earlier.closing_pence or 0),
                opening=plain_pounds(later.opening_pence or 0),
            )


def _gap(chain: Sequence[Statement]) -> Sequence[Statement] | None:
    pairs = pairwise(chain)
    return next(((one, two) for one, two in pairs if one.closing_pence != two.opening_pence), None)


def _count(statement: Statement) -> str:
    count = len(statement.lines)
    return "1 line" if count == 1 else f"{count:,} lines"
