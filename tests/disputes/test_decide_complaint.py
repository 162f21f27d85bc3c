"""A finding ends the hold, says what is put right, and goes by letter with the right to go on."""

from __future__ import annotations

import pytest

from disputes.complaining import budd, complains, decides
from piperoll.dispatch.models import Document
from piperoll.disputes.complaining import StageDecided
from piperoll.disputes.complaint_letters import drawn
from piperoll.disputes.decide_complaint import NoRemedy, NotAFinding
from recovery.reminding import after, send, stands
from the_day import MONDAY


def test_upheld_it_is_put_right(basil: str) -> None:
    made = complains().complaint
    with pytest.raises(NoRemedy):
        decides(made, "upheld")
    done = decides(made, "upheld", remedy="We rang him, and changed the rota")
    assert (done.stage, done.letters) == ("stage_1", 1)
    (letter,) = drawn(list(Document.objects.filter(kind="complaint")))
    assert "you are right. We are sorry." in letter.body
    assert "We rang him" in letter.body
    assert "within 20 working days" in letter.body
    assert stands(budd(), after(30)).chased_pence == 100_00
    assert send(MONDAY).posted == 1
    with pytest.raises(StageDecided):
        decides(made)


def test_what_is_no_finding(basil: str) -> None:
    with pytest.raises(NotAFinding):
        decides(complains().complaint, "perhaps")
