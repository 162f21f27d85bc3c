"""Who looks after a receipt in suspense."""

from __future__ import annotations

from pathlib import Path

import pytest

from piperoll.foundations.actors import Actor
from piperoll.receipting.place_receipt import NoSuchReceipt
from piperoll.suspense import queries
from piperoll.suspense.assign_receipt import NoSuchOwner, OwnedAlready, assign_receipt
from suspense.asking import somebody, unplaced


def test_it_goes_from_one_to_the_next_and_to_nobody(manager: Actor, tmp_path: Path) -> None:
    receipt, now = unplaced(tmp_path, manager)
    olive = somebody("officer")
    assert queries.owner_of(receipt) is None
    assign_receipt(receipt=receipt, to=manager.username, **now)
    assign_receipt(receipt=receipt, to=olive.username, **now)
    assert queries.owner_of(receipt).name == "Olive Otter"
    assert [row.owner for row in queries.waiting(owner=olive.user_id).rows] == ["Olive Otter"]
    assert queries.waiting(owner=manager.user_id).rows == []
    assert queries.totals(owner=olive.user_id, before=None)["waiting"].mine == 1
    with pytest.raises(OwnedAlready) as refusal:
        assign_receipt(receipt=receipt, to=olive.username, **now)
    assert refusal.value.exit_code == 0
    assign_receipt(receipt=receipt, to="", **now)
    assert queries.owner_of(receipt) is None
    assert [row.words for row in queries.story(receipt)] == ["", "Olive Otter", "Morag Munro"]


def test_only_to_somebody_who_can_place_it(manager: Actor, tmp_path: Path) -> None:
    receipt, now = unplaced(tmp_path, manager)
    for username in (somebody("requester", "TRADE").username, "nobody.here"):
        with pytest.raises(NoSuchOwner):
            assign_receipt(receipt=receipt, to=username, **now)
    with pytest.raises(NoSuchReceipt):
        assign_receipt(receipt=999_999, to=manager.username, **now)
