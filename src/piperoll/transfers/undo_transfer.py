"""undo_transfer: a transfer was wrong: the credit stands where it stood, what it paid there is owed again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.ledger import posting
from piperoll.runs import running
from piperoll.safeguards.words import few_words
from piperoll.transfers.finding import transfer_numbered
from piperoll.transfers.rules import reference_of

sql = beside(__file__)


class UndoneAlready(Refused):
    """TRANSFER-{transfer} was undone already: the credit stands where it stood. Nothing was changed."""

    exit_code = 0


class SpentThere(Refused):
    """Credit of TRANSFER-{transfer} was paid back or moved on since ({reference}), so it cannot return. Undo that
    first; nothing was changed."""


@dataclass(frozen=True)
class TransferUndone:
    """A transfer undone: so many pence on the first account again, so many allocations taken back on the other."""

    run: int
    transfer: int
    pence: int
    allocations: int


def undo_transfer(*, transfer: int, reason: str, on: date, at: datetime, by: Actor) -> TransferUndone:
    """Undo a transfer by its opposite, in one step.

    Raises NoSuchTransfer, WordsMissing, UndoneAlready, SpentThere.
    """
    by.must("undo_transfer")
    reason = few_words(reason, "why it was wrong")
    found = transfer_numbered(transfer)
    with running.act("undo_transfer", on=on, at=at, by=by, transfer=transfer, reason=reason) as run:
        (stands,) = sql.hold(transfer=transfer)
        if stands.is_undone:
            raise UndoneAlready(transfer=transfer)
        if stands.spent:
            raise SpentThere(transfer=transfer, reference=stands.spent)
        posting.open_drafts()
        (keys,) = sql.draft(transfer=transfer, on=on)
        posting.post_drafts(run=run.id, at=at)
        (back,) = sql.take_back(**keys._asdict(), transfer=transfer, reason=reason, at=at, run=run.id)
        said = f"{reference_of(transfer)} of {pounds(found.amount_pence)} undone"
        run.finish(pence=found.amount_pence, allocations=back.allocations, said=said)
    return TransferUndone(run.id, transfer, found.amount_pence, back.allocations)
