"""Notes on receipts: found again by their words, never altered."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from piperoll.foundations.actors import Actor
from piperoll.receipting.place_receipt import NoSuchReceipt
from piperoll.safeguards.words import CardNumber, WordsMissing
from piperoll.suspense import queries
from piperoll.suspense.note_receipt import note_receipt
from suspense.asking import unplaced


def test_a_note_is_kept_and_finds_its_receipt(manager: Actor, tmp_path: Path, as_owner: psycopg.Connection) -> None:
    receipt, now = unplaced(tmp_path, manager)
    note_receipt(receipt=receipt, words=" The market office\nmay know ", **now)
    (told,) = queries.story(receipt)
    assert (told.what, told.words, told.by_name) == ("note", "The market office may know", "Morag Munro")
    assert [row.receipt_id for row in queries.waiting(words="market office").rows] == [receipt]
    assert queries.waiting(words="allotments").rows == []
    with pytest.raises(psycopg.Error, match="receiptnote"):
        as_owner.execute("UPDATE suspense_receiptnote SET words = 'other'")


def test_neither_nothing_nor_a_card_number(manager: Actor, tmp_path: Path) -> None:
    receipt, now = unplaced(tmp_path, manager)
    with pytest.raises(WordsMissing):
        note_receipt(receipt=receipt, words="  ", **now)
    with pytest.raises(CardNumber):
        note_receipt(receipt=receipt, words="paid with 4111 1111 1111 1111", **now)
    with pytest.raises(NoSuchReceipt):
        note_receipt(receipt=999_999, words="whose?", **now)
