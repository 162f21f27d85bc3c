"""Taking money that no bank has shown yet: each becomes a receipt in suspense, like a bank line, and its method's own
account holds it until the bank credit clears it. Inside a verb's transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from piperoll.council.models import BankAccount
from piperoll.database.copying import copy_rows
from piperoll.database.statements import beside
from piperoll.ledger import posting
from piperoll.ledger.models import Method
from piperoll.receipting.words import kept_apart

sql = beside(__file__)
_COLUMNS = (
    "line", "amount_pence", "taken_on", "number", "text_digest", "salt", "payer_name", "narrative",
    "payment_references",
)  # fmt: skip


@dataclass(frozen=True)
class Arriving:
    """One payment taken: pence (below nought when it is taken back), the day, who paid, and what they said it is for.

    `number` is the cheque's own, the till's, or what whoever took it calls it by.
    """

    amount_pence: int
    taken_on: date
    payer_name: str = ""
    number: str = ""
    narrative: str = ""
    references: tuple[str, ...] = ()


def take(
    arriving: Sequence[Arriving], *, method: Method, bank_account: BankAccount, run: int, at: datetime, first: int = 1
) -> list[int]:
    """Make a receipt of each payment, in suspense until it is placed. Returns the receipts, in order.

    `first` is the place of the first within its run, for a run that takes more than once.
    """
    sql.lay_out()
    copy_rows("arriving_taking", _COLUMNS, (_row(line, one) for line, one in enumerate(arriving, first)))
    posting.open_drafts()
    sql.draft(account=method.account_id)
    posting.post_drafts(run=run, at=at)
    made = sql.add(method=method.pk, code=method.code, bank_account=bank_account.pk, run=run)
    return [row.receipt_id for row in made]


def _row(line: int, one: Arriving) -> tuple[object, ...]:
    words = kept_apart(one.payer_name, one.narrative, one.references)
    return (
        line, one.amount_pence, one.taken_on, one.number, words.digest, words.salt, words.payer_name, words.narrative,
        words.references_json,
    )  # fmt: skip
