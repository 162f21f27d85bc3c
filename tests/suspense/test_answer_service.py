"""A service answers, once, for its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from piperoll.foundations.actors import Actor
from piperoll.suspense import queries
from piperoll.suspense.answer_service import AnsweredAlready, NoSuchQuestion, answer_service
from piperoll.suspense.ask_service import ask_service
from suspense.asking import somebody, unplaced


def test_its_own_people_answer_once(manager: Actor, tmp_path: Path) -> None:
    receipt, now = unplaced(tmp_path, manager)
    asked = ask_service(receipt=receipt, service="TRADE", words="Yours?", **now)
    theirs = now | {"by": somebody("requester", "TRADE")}
    answer_service(question=asked.question, words="Yes: stall 12, B Basket", **theirs)
    with pytest.raises(AnsweredAlready, match="stall 12") as refusal:
        answer_service(question=asked.question, words="No", **theirs)
    assert refusal.value.exit_code == 0
    assert queries.questions(manager) == []
    assert [(row.what, row.words) for row in queries.story(receipt)] == [
        ("answer", "Trade waste: Yes: stall 12, B Basket"),
        ("question", "Trade waste: Yours?"),
    ]
    (row,) = queries.waiting().rows
    assert row.answered_on == now["on"]


def test_another_services_question_is_none_of_theirs(manager: Actor, tmp_path: Path) -> None:
    receipt, now = unplaced(tmp_path, manager)
    asked = ask_service(receipt=receipt, service="TRADE", words="Yours?", **now)
    with pytest.raises(NoSuchQuestion):
        answer_service(question=asked.question, words="Ours", **now | {"by": somebody("requester", "ASC")})
    with pytest.raises(NoSuchQuestion):
        answer_service(question=999_999, words="Ours", **now)
