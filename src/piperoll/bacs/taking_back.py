"""Taking collected money back: the payer's bank returned it, Bacs refused it, or the payer claimed it.

What a collection paid is owed again from its own due date; the customer's account shows both the collection and its
return; the ledger moves the money back from what is on its way. All of them at once, each at most once, inside the
verb's transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from piperoll.bacs.finding import paid_into
from piperoll.bacs.states import COLLECTION_STATES
from piperoll.database.copying import copy_rows
from piperoll.database.statements import beside
from piperoll.ledger import posting
from piperoll.ledger.models import Account
from piperoll.receipting.models import Expected

sql = beside(__file__)


@dataclass(frozen=True, slots=True)
class Ending:
    """How a released collection ends: the event (return, reject, withdraw, claim, refund), the code, why, from when."""

    collection: int
    event: str
    code: str
    reason: str
    on: date


def take_back(endings: Sequence[Ending], *, run: int, at: datetime) -> Any:
    """Take collections back; those that ended before are left alone. Returns `collections` and `pence` taken back."""
    _lay_out(endings)
    sql.end(run=run)
    sql.hold_items()
    sql.all_of_them()
    return _post(run, at)


def take_back_part(ending: Ending, pence: int, *, run: int, at: datetime) -> Any:
    """Take some pence of what stands of a collection back, which stands for the rest: that pays what it was collected
    for, the first due first, whichever account it is on."""
    _lay_out([ending])
    sql.hold_items()
    sql.a_part(pence=pence)
    return _post(run, at)


def _lay_out(endings: Sequence[Ending]) -> None:
    sql.lay_out()
    copy_rows(
        "ending",
        ("collection_id", "what", "code", "reason", "ended_on"),
        ((e.collection, COLLECTION_STATES.after(e.event, "released"), e.code, e.reason[:300], e.on) for e in endings),
    )


def _post(run: int, at: datetime) -> Any:
    posting.open_drafts()
    sql.draft_reversals()
    posting.post_drafts(run=run, at=at)
    (counts,) = sql.post_back(run=run, at=at)
    return counts


def expect_back(pence: int, what: str, *, run: int, on: date) -> None:
    """The bank will take back what came back: it is known on our statement by its sum."""
    if pence:
        Expected.objects.create(
            bank_account=paid_into(), account=Account.objects.get(control="direct_debit"), amount_pence=-pence,
            expected_on=on, what=what, run_id=run,
        )  # fmt: skip
