"""What was said is kept and never changed; its clock runs until it is answered; nobody is called who may not be."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
import pytest

from cases.caring import listed, worked_out
from crediting import somebody
from piperoll.arrangements.models import Promise
from piperoll.arrangements.record_promise import PromiseOutOfReach, PromiseTooMuch
from piperoll.cases import queries
from piperoll.cases.calling import may_call
from piperoll.cases.models import Exchange
from piperoll.cases.record_exchange import (
    CallNotToBeMade,
    ExchangeRecorded,
    ExchangeTold,
    NoSuchExchange,
    NoSuchOutcome,
    NothingToAnswer,
    NothingToCorrect,
    NotPromised,
    OutcomeMissing,
    PromiseHalfTold,
    record_exchange,
)
from piperoll.cases.set_next_action import WhatIsNext
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.foundations.refusals import Refused
from piperoll.reconciliation.check_books import check_books
from piperoll.recovery.record_recovery_step import NoStepToTake
from piperoll.runs.checking_seals import check_chain
from piperoll.safeguards.words import CardNumber
from recovery.reminding import CARE, after, now, owing, remind, step
from safeguards.people import hold

LONDON = ZoneInfo("Europe/London")


def keep(
    whose: Customer, kind: str, on: date, by: str = "collections", words: str = "As said", **more: Any
) -> ExchangeRecorded:
    """Somebody writes it down."""
    told = ExchangeTold(kind=kind, words=words, **more)
    return record_exchange(customer=whose.reference, told=told, **now(somebody(by), on))


def test_what_is_promised_in_a_call_is_kept_with_it_and_the_ladder_waits(morag: Actor, tmp_path: Path) -> None:
    dan = owing(tmp_path, morag, "Dan Dale", "90.00")
    worked_out(after(20))
    made = keep(
        dan, "call_in", after(20), outcome="promise", promised_pence=50_00, promised_by_on=after(24),
    )  # fmt: skip
    (promise,) = Promise.objects.all()
    assert (promise.pence, promise.by_on, promise.promised_by, promise.heard) == (50_00, after(24), dan.name, "phone")
    assert made.waits_until
    assert made.waits_until > after(24)
    assert check_books().agrees
    assert check_chain().agrees


@pytest.mark.parametrize(
    ("promise", "refusal"),
    [
        ({"promised_pence": 50_00, "promised_by_on": after(24)}, NotPromised),
        ({"promised_pence": 50_00, "outcome": "promise"}, PromiseHalfTold),
        ({"promised_by_on": after(24), "outcome": "promise"}, PromiseHalfTold),
        ({"promised_pence": 90_01, "promised_by_on": after(24), "outcome": "promise"}, PromiseTooMuch),
        ({"promised_pence": 50_00, "promised_by_on": after(19), "outcome": "promise"}, PromiseOutOfReach),
    ],
)
def test_a_promise_that_is_none_keeps_nothing_of_the_call(
    morag: Actor, tmp_path: Path, promise: dict[str, Any], refusal: type[Refused]
) -> None:
    dan = owing(tmp_path, morag, "Dan Dale", "90.00")
    worked_out(after(20))
    with pytest.raises(refusal):
        keep(dan, "call_in", after(20), **promise)
    assert not Exchange.objects.exists()
    assert not Promise.objects.exists()


def test_what_came_runs_a_clock_until_it_is_answered(morag: Actor, tmp_path: Path) -> None:
    dan = owing(tmp_path, morag, "Dan Dale", "90.00")
    worked_out(after(1))
    came = keep(dan, "email_in", after(1), words="Where is my refund?", needs_answer=True)
    answer_by = came.answer_by
    assert answer_by
    assert answer_by > after(1) + timedelta(days=6), "five working days, over Christmas"
    row = queries.stands(dan.pk)
    assert row.action == "remind", "the reminder of the seventh day comes before"
    worked_out(after(20))
    keep(dan, "letter_in", after(20), needs_answer=True)
    row = queries.stands(dan.pk)
    assert (row.action, row.due_on) == ("answer", answer_by), "both are due, and they wait for us"
    written = keep(dan, "letter_out", after(21), answers=True)
    assert written.answered == 2


def test_who_owes_nothing_and_wrote_is_on_a_list_until_answered(morag: Actor, tmp_path: Path) -> None:
    dan = owing(tmp_path, morag, "Dan Dale", "90.00")
    answer_by = keep(dan, "letter_in", after(-5), words="I moved", needs_answer=True).answer_by
    assert answer_by
    assert listed("bo", answer_by) == ["Dan Dale: answer"]
    assert queries.stands(dan.pk).reason.endswith(": I moved")
    keep(dan, "letter_out", after(-4), answers=True)
    assert queries.stands(dan.pk) is None


def test_a_call_takes_the_step_and_sets_what_is_next_in_one_deed(morag: Actor, tmp_path: Path) -> None:
    ada = owing(tmp_path, morag, "Ada Lovegrove", "60.00", **CARE)
    remind(after(14))
    worked_out(after(28))
    assert [row.name for row in _calls("cass", after(28))] == ["Ada Lovegrove"]
    keep(ada, "call_out", after(28), outcome="no_answer")
    assert _calls("cass", after(28)) == [], "not twice a day"
    assert [row.name for row in _calls("cass", after(29))] == ["Ada Lovegrove"]
    done = keep(
        ada, "call_out", after(29), outcome="spoke", takes_step=True,
        next=WhatIsNext("callback", after(30), time(15), "Her daughter will know"),
    )  # fmt: skip
    assert done.stage == "call"
    assert step(ada, after(30)) == "not_yet reminder"
    assert queries.stands(ada.pk).action == "callback"
    keep(ada, "call_out", after(30), outcome="promise")
    assert queries.stands(ada.pk).action == "remind", "they were reached: the ladder says again"
    with pytest.raises(NoStepToTake):
        keep(ada, "note", after(30), takes_step=True)


def test_nobody_is_called_who_may_not_be(morag: Actor, tmp_path: Path) -> None:
    dan, edith = owing(tmp_path, morag, "Dan Dale", "90.00"), owing(tmp_path, morag, "Edith Crane", "33.00")
    hold(morag, edith.pk, "breathing_space", on=after(0), days=59)
    with pytest.raises(CallNotToBeMade, match=r"(?i)breathing space"):
        keep(edith, "call_out", after(1), outcome="no_answer")
    keep(edith, "call_out", after(1), outcome="no_answer", made_anyway=True)
    (kept,) = Exchange.objects.filter(customer=edith)
    assert "breathing space" in kept.against.lower()
    for n in (1, 2, 3):
        keep(dan, "call_out", after(n), outcome="no_answer")
    with pytest.raises(CallNotToBeMade, match="called 3 times"):
        keep(dan, "call_out", after(4), outcome="no_answer")
    assert may_call(dan.pk, on=after(8), at=_at(after(8), 10)).allowed, "a week after the first"
    for hour, allowed in ((7, False), (8, True), (19, True), (20, False)):
        assert may_call(dan.pk, on=after(12), at=_at(after(12), hour)).allowed is allowed


def test_an_entry_is_corrected_by_another_and_sealed(
    morag: Actor, tmp_path: Path, as_superuser: psycopg.Connection
) -> None:
    dan, zoe = owing(tmp_path, morag, "Dan Dale", "90.00"), owing(tmp_path, morag, "Zoe Quill", "5.00")
    first = keep(dan, "note", after(1), words="Owes £9").exchange
    keep(dan, "note", after(2), words="Owes £90", corrects=first, by="assistant")
    assert [row.words for row in queries.told(dan.pk, most=9) if row.source == "exchange"] == ["Owes £90", "Owes £9"]
    with pytest.raises(NothingToCorrect):
        keep(zoe, "note", after(2), corrects=first)
    assert check_chain().agrees
    as_superuser.execute("SET session_replication_role = replica")
    as_superuser.execute("UPDATE cases_exchange SET words = 'Owes nothing' WHERE id = %s", [first])
    broken = check_chain().broken
    assert broken is not None
    assert (broken.source, broken.row, broken.what) == ("cases_exchange_sealed", first, "was altered")


def test_what_makes_no_sense_is_refused(morag: Actor, tmp_path: Path) -> None:
    dan = owing(tmp_path, morag, "Dan Dale", "90.00")
    for wrong, kind, more in (
        (NoSuchExchange, "pigeon", {}), (NoSuchOutcome, "note", {"outcome": "spoke"}), (OutcomeMissing, "call_out", {}),
        (NothingToAnswer, "note", {"needs_answer": True}), (CardNumber, "note", {"words": "4000 0000 0000 0002"}),
    ):  # fmt: skip
        with pytest.raises(wrong):
            keep(dan, kind, after(1), **more)
    with pytest.raises(NotPermitted):
        keep(dan, "note", after(1), by="assistant", next=WhatIsNext("review", after(5)))


def _calls(whom: str, on: date) -> list[Any]:
    from piperoll.authority.models import User

    of = User.objects.get(username=whom).pk
    return queries.to_call(queries.Asked(**queries.list_of_officer(of, on)), on, most=9)


def _at(on: date, hour: int) -> datetime:
    return datetime.combine(on, time(hour), LONDON)
