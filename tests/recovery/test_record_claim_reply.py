"""A reply counts the days anew, and says what is to be done first."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from crediting import somebody
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.recovery.record_claim_reply import (
    BeforeTheLetter,
    NoLetterOfClaim,
    NotOfTheForm,
    record_claim_reply,
)
from piperoll.recovery.supply_claim_documents import supply_claim_documents
from recovery.claims import SENT, asked, claimed, replies
from recovery.reminding import now, owing
from the_day import ask


def test_after_a_reply_there_is_no_day_until_notice_is_given(morag: Actor, tmp_path: Path) -> None:
    other = owing(tmp_path, morag, "Olaf Oat", "9.00")
    with pytest.raises(NoLetterOfClaim):
        replies(other)


def test_documents_come_first_then_notice(olga: Actor, tmp_path: Path) -> None:
    ada = claimed(tmp_path, olga)
    done = replies(ada, "unsure", "documents")
    assert (done.earliest, "supply them" in done.why) == (None, True)
    on = SENT + timedelta(20)
    supplied = supply_claim_documents(customer=ada.reference, words="The contract", **now(somebody("officer"), on))
    assert "give 14 days" in supplied.why
    assert "give 14 days" in asked(ada, 100).answer.reasons[0]


def test_what_is_no_reply(olga: Actor, tmp_path: Path) -> None:
    ada = claimed(tmp_path, olga)
    told = {"customer": ada.reference, "words": "Yes"}
    officer = now(somebody("officer"), SENT + timedelta(5))
    with pytest.raises(NotOfTheForm):
        record_claim_reply(says=["shrugs"], received_on=SENT, **told, **officer)
    with pytest.raises(NotOfTheForm):
        record_claim_reply(says=[], received_on=SENT, **told, **officer)
    for day in (date(2026, 12, 1), SENT + timedelta(6)):
        with pytest.raises(BeforeTheLetter):
            record_claim_reply(says=["part"], received_on=day, **told, **officer)
    with pytest.raises(NotPermitted):
        record_claim_reply(says=["part"], received_on=SENT, **told, **officer | {"by": somebody("auditor")})
    assert ask("SELECT FROM recovery_claimreply") == []
