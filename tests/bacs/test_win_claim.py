"""A claim the bank agreed to drop is over: nothing is taken, and it cannot be settled."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bacs.collecting import at, collected
from bacs.test_challenge_claim import challenge
from bacs.test_log_claim import log
from piperoll.bacs.claims import state_of
from piperoll.bacs.models import Claim
from piperoll.bacs.settle_claims import settle_claims
from piperoll.bacs.win_claim import win_claim
from piperoll.foundations.actors import Actor
from piperoll.reconciliation.check_books import check_books


def test_what_is_won_is_never_settled(olive: Actor, oscar: Actor, tmp_path: Path) -> None:
    claim, day = log(collected(tmp_path, olive, oscar, "10.00"), olive).claim, date(2027, 1, 20)
    challenge(claim, olive, day)
    win_claim(claim=claim, answer="They agree", on=day, at=at(day), by=olive)
    later = date(2027, 2, 1)
    assert settle_claims(on=later, at=at(later), by=olive).claims == 0
    assert state_of(Claim.objects.get(pk=claim)) == "won"
    assert check_books().agrees
