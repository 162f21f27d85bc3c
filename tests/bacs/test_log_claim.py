"""A claim that came on paper: several collections under one claim, and the clock it starts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bacs.collecting import at, collected
from piperoll.bacs.log_claim import Logged, LoggedAlready, NotAGround, NotClaimable, log_claim
from piperoll.bacs.models import Collection
from piperoll.foundations.actors import Actor
from piperoll.reconciliation.check_books import check_books

CLAIMED_ON = date(2027, 1, 11)


def log(
    one: Collection, by: Actor, *, reference: str = "BANK 7", code: str = "2", collection: int | None = None
) -> Logged:
    return log_claim(
        mandate=one.mandate.reference, collections=[collection or one.pk], bank_reference=reference, code=code,
        on=CLAIMED_ON, at=at(CLAIMED_ON), by=by,
    )  # fmt: skip


def test_a_claim_is_logged_once_with_nine_days_to_challenge_and_fourteen_to_settle(
    olive: Actor, oscar: Actor, tmp_path: Path
) -> None:
    one = collected(tmp_path, olive, oscar, "10.00")
    with pytest.raises(NotAGround):
        log(one, olive, code="9")
    with pytest.raises(NotClaimable, match="no such collection was released under it"):
        log(one, olive, collection=999)
    done = log(one, olive)
    assert (done.pence, done.challenge_by, done.settles_on) == (10_00, date(2027, 1, 22), date(2027, 1, 29))
    with pytest.raises(LoggedAlready):
        log(one, olive)
    with pytest.raises(NotClaimable, match=f"claim {done.claim} is about it already"):
        log(one, olive, reference="BANK 8")
    assert check_books().agrees
