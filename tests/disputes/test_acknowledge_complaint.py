"""A complaint is acknowledged by letter, once a stage; late is said to be late."""

from __future__ import annotations

from datetime import date

import pytest

from disputes.complaining import acknowledges, complains, decides
from piperoll.dispatch.models import Document
from piperoll.disputes.acknowledge_complaint import AcknowledgedAlready
from piperoll.disputes.complaining import NoSuchComplaint, StageDecided
from piperoll.disputes.complaint_letters import drawn


def test_a_letter_goes_once(basil: str) -> None:
    made = complains().complaint
    done = acknowledges(made)
    assert (done.letters, done.was_late) == (1, False)
    (letter,) = drawn(list(Document.objects.filter(kind="complaint_in")))
    assert f"COMPLAINT-{made}" in letter.body
    assert "7 December 2026" in letter.body
    with pytest.raises(AcknowledgedAlready):
        acknowledges(made)
    assert acknowledges(complains().complaint, on=date(2026, 12, 1)).was_late


def test_not_after_it_was_decided(basil: str) -> None:
    made = complains().complaint
    decides(made)
    with pytest.raises(StageDecided):
        acknowledges(made)
    with pytest.raises(NoSuchComplaint):
        acknowledges(10**9)
