"""Money that is expected, as tests put it there."""

from __future__ import annotations

from datetime import date

from piperoll.council.models import BankAccount
from piperoll.ledger.models import Account
from piperoll.receipting.models import Expected
from piperoll.runs.models import Run
from the_day import MONDAY


def expect(pence: int, words: str = "", *, on: date = MONDAY, replaces: Expected | None = None) -> Expected:
    """So many pence, with these words in the bank's own."""
    return Expected.objects.create(
        bank_account=BankAccount.objects.get(code="MAIN"), account=Account.objects.get(control="direct_debit"),
        amount_pence=pence, expected_on=on, words=words, what=f"Direct Debit {words}".strip(), replaces=replaces,
        run=Run.objects.order_by("id")[0],
    )  # fmt: skip
