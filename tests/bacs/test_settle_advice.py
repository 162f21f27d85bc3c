"""What fits nothing of ours waits until somebody says what was done about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bacs.collecting import INPUT_ON, at, messages, take_in
from piperoll.bacs.models import Advice
from piperoll.bacs.settle_advice import AdviceDone, NoSuchException, SettledAlready, settle_advice
from piperoll.foundations.actors import Actor


def settle(advice: int, by: Actor) -> AdviceDone:
    return settle_advice(advice=advice, what="Not ours: told the bank", on=INPUT_ON, at=at(INPUT_ON), by=by)


def test_an_exception_is_settled_once(olive: Actor, tmp_path: Path) -> None:
    take_in(tmp_path, olive, messages("ADDACS", {"record_type": "A", "reference": "ATDD99", "reason_code": "1"}))
    advice = Advice.objects.get()
    assert settle(advice.pk, olive).what == "Not ours: told the bank"
    with pytest.raises(SettledAlready, match="told the bank"):
        settle(advice.pk, olive)
    with pytest.raises(NoSuchException):
        settle(999, olive)
