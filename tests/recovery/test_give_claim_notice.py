"""Notice follows a reply without agreement; its 14 days begin as the letter goes; nobody protected has one."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from crediting import somebody
from dying import at_once, killed_everywhere
from piperoll.dispatch.models import Document
from piperoll.foundations.actors import Actor
from piperoll.recovery.claim_letters import drawn
from piperoll.recovery.give_claim_notice import (
    ClaimNoticeGiven,
    NobodyReplied,
    NoticeGivenAlready,
    NotNow,
    give_claim_notice,
)
from piperoll.recovery.models import ClaimNotice
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


def test_whichever_statement_it_dies_at_one_letter_goes(olga: Actor, tmp_path: Path) -> None:
    ada = claimed(tmp_path, olga)
    replies(ada, "time")

    def no_more_than_one(_: int) -> None:
        assert ClaimNotice.objects.count() == Document.objects.filter(kind="claim_notice").count() <= 1

    assert killed_everywhere(lambda: notifies(ada.reference), no_more_than_one, every=4) > 20
    assert ClaimNotice.objects.count() == 1


def test_two_at_once_give_one_and_another_follows_another_reply(olga: Actor, tmp_path: Path) -> None:
    ada = claimed(tmp_path, olga)
    replies(ada, "time")
    assert at_once(*[lambda: notifies(ada.reference)] * 3) == ["NoticeGivenAlready", "NoticeGivenAlready", "done"]
    with pytest.raises(NoticeGivenAlready, match="given notice on 12 February 2027"):
        notifies(ada.reference)
    send(TOLD)
    replies(ada, "unsure", days=50)
    on = SENT + timedelta(51)
    assert give_claim_notice(customer=ada.reference, **now(somebody("officer"), on)).letters == 1


def test_nobody_protected_has_one(olga: Actor, tmp_path: Path) -> None:
    ada = claimed(tmp_path, olga)
    replies(ada, "advice")
    hold(somebody("officer"), ada.pk, "breathing_space", on=TOLD - timedelta(1))
    with pytest.raises(NotNow, match="reathing space"):
        notifies(ada.reference)
    assert Document.objects.filter(kind="claim_notice").count() == 0
