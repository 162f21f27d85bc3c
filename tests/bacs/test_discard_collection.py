"""A run given up lets go of what it held; what was released cannot be given up."""

from __future__ import annotations

from pathlib import Path

import pytest

from bacs.collecting import INPUT_ON, a_payer, at, choose, lodge, release, tell
from piperoll.bacs.discard_collection import Discarded, discard_collection
from piperoll.bacs.models import LiveItem
from piperoll.bacs.release_collection import DiscardedAlready, ReleasedAlready
from piperoll.foundations.actors import Actor
from piperoll.reconciliation.check_books import check_books


def discard(collection_run: int | None, by: Actor) -> Discarded:
    assert collection_run is not None
    return discard_collection(collection_run=collection_run, reason="Wrong day", on=INPUT_ON, at=at(INPUT_ON), by=by)


def test_a_run_given_up_may_be_chosen_again(olive: Actor, oscar: Actor, tmp_path: Path) -> None:
    a_payer(tmp_path, olive, "10.00")
    lodge(olive)
    tell(olive)
    first = choose(olive)
    assert discard(first.collection_run, olive).collections == 1
    assert not LiveItem.objects.exists()
    with pytest.raises(DiscardedAlready):
        release(first, oscar)
    again = choose(olive)
    assert again.collections == 1
    release(again, oscar)
    with pytest.raises(ReleasedAlready):
        discard(again.collection_run, olive)
    assert check_books().agrees
