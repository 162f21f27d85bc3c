"""Notice follows a reply without agreement; its 14 days begin as the letter goes; nobody protected has one."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from crediting import somebody
from piperoll.dispatch.models import Document
from piperoll.foundations.actors import Actor
from piperoll.recovery.claim_letters import drawn
from piperoll.recovery.give_claim_notice import ClaimNoticeGiven, NobodyReplied, NotNow, give_claim_notice
from recovery.claims import SENT, asked, claimed, replies
from recovery.reminding import now, send
from safeguards.people import hold

TOLD = SENT + timedelta(45)


def notifies(reference: str) -> ClaimNoticeGiven:
    """An officer gives notice."""
    return give_claim_notice(customer=reference, **now(somebody("officer"), TOLD))


def test_its_fourteen_days_begin_as_it_goes(olga: Actor, tmp_path: Path) -> None:
    ada = claimed(tmp_path, olga)
    with pytest.raises(NobodyReplied):
        notifies(ada.reference)
    replies(ada, "time")
    assert (done := notifies(ada.reference)).pence == 120_00
    assert done.letters == 1
    (document,) = Document.objects.filter(kind="claim_notice")
    (letter,) = drawn([document])
    assert "26 February 2027" in letter.body
    assert "give 14 days" in asked(ada, 100).answer.reasons[0], "it has not gone yet"
    send(TOLD)
    assert [asked(ada, days).answer.allowed for days in (58, 59)] == [False, True]


def test_nobody_protected_has_one(olga: Actor, tmp_path: Path) -> None:
    ada = claimed(tmp_path, olga)
    replies(ada, "advice")
    hold(somebody("officer"), ada.pk, "breathing_space", on=TOLD - timedelta(1))
    with pytest.raises(NotNow, match="reathing space"):
        notifies(ada.reference)
    assert Document.objects.filter(kind="claim_notice").count() == 0
