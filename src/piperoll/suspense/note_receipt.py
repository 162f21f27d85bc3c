"""note_receipt: what somebody found out about a receipt in suspense is kept with it, and cannot be altered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.foundations.actors import Actor
from piperoll.receipting.models import Receipt
from piperoll.receipting.place_receipt import NoSuchReceipt
from piperoll.runs import running
from piperoll.safeguards.words import few_words
from piperoll.suspense.models import ReceiptNote

LONGEST = 500


@dataclass(frozen=True)
class Noted:
    """A note kept."""

    run: int
    receipt: int
    note: int


def note_receipt(*, receipt: int, words: str, on: date, at: datetime, by: Actor) -> Noted:
    """Keep a note with a receipt. Raises NoSuchReceipt, WordsMissing, WordsTooLong, CardNumber."""
    said = few_words(words, "the note", longest=LONGEST)
    with running.act("note_receipt", on=on, at=at, by=by, receipt=receipt) as run:
        if not Receipt.objects.filter(pk=receipt).exists():
            raise NoSuchReceipt(receipt=receipt)
        note = ReceiptNote.objects.create(receipt_id=receipt, words=said, run_id=run.id)
    return Noted(run.id, receipt, note.pk)
