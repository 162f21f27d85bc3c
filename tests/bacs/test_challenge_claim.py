"""A claim is challenged in its days, or not at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bacs.collecting import at, collected
from bacs.test_log_claim import log
from piperoll.bacs.challenge_claim import Challenged, ChallengedTooLate, challenge_claim
from piperoll.bacs.claims import NoSuchClaim
from piperoll.bacs.win_claim import win_claim
from piperoll.foundations.actors import Actor
from piperoll.foundations.states import NotFromHere


def challenge(claim: int, by: Actor, on: date) -> Challenged:
    return challenge_claim(claim=claim, evidence="Notice and recording of the call", on=on, at=at(on), by=by)


def test_the_ninth_working_day_is_the_last(olive: Actor, oscar: Actor, tmp_path: Path) -> None:
    claim = log(collected(tmp_path, olive, oscar, "10.00"), olive).claim
    with pytest.raises(NotFromHere):
        win_claim(claim=claim, answer="They agree", on=date(2027, 1, 12), at=at(date(2027, 1, 12)), by=olive)
    with pytest.raises(ChallengedTooLate, match="until 22 January 2027"):
        challenge(claim, olive, date(2027, 1, 25))
    assert challenge(claim, olive, date(2027, 1, 22)).settles_on == date(2027, 1, 29)
    with pytest.raises(NoSuchClaim):
        challenge(999, olive, date(2027, 1, 22))
