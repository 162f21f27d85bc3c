"""Instructions for Bacs: asked for here, taken by a file once, or withdrawn before one took them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from piperoll.database.statements import beside
from piperoll.direct_debit.models import Lodgement, MandateAccount

sql = beside(__file__)
NEW, CANCEL, CONVERT = "0N", "0C", "0S"


def ask(account: MandateAccount, code: str, *, run: int, on: date) -> Lodgement:
    """Ask for an instruction about a mandate's account."""
    return Lodgement.objects.create(mandate_id=account.mandate_id, account=account, code=code, asked_on=on, run_id=run)


def withdraw(mandate: int, codes: Collection[str], *, run: int, on: date) -> list[int]:
    """Withdraw what no file has taken; the accounts it was about. A file that takes one meanwhile makes this fail."""
    return [row.account_id for row in sql.withdraw(mandate=mandate, codes=list(codes), run=run, on=on)]


def was_filed(account: int) -> bool:
    """Whether the payer's bank was sent an instruction for this account (0N or 0S in a released file)."""
    return Lodgement.objects.filter(account_id=account, code__in=(NEW, CONVERT), end__what="filed").exists()
