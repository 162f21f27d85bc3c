"""A concern holds a refund and tips nobody off: no list, page, export or log speaks of it."""

from __future__ import annotations

import json

import pytest

from crediting import somebody
from piperoll.customers.models import Customer
from piperoll.foundations.actors import NotPermitted
from piperoll.refunds import concerns, queries
from piperoll.refunds.concerns import NoSuchRefundRequest
from piperoll.refunds.models import Concern
from piperoll.refunds.raise_concern import raise_concern
from piperoll.runs import queries as runs
from piperoll.safeguards import history
from refunds.refunding import approves, asks, now

WORDS = "Paid in cash by a stranger, now wants it at another bank"


def test_only_those_who_are_to_know_see_it_and_the_words_are_sealed(ada: Customer) -> None:
    asked = asks(ada, somebody("officer"))
    raise_concern(request=asked.request, words=WORDS, **now(somebody("assistant")))
    assert b"stranger" not in bytes(Concern.objects.get().sealed_words)
    (told,) = concerns.every(somebody("finance_director"), most=10)
    assert (told.words, told.customer, told.raised_by) == (WORDS, ada.reference, "Assistant One")
    for role in ("assistant", "officer", "senior", "manager", "ar_manager", "auditor", "administrator"):
        with pytest.raises(NotPermitted):
            concerns.every(somebody(role), most=10)


def test_the_request_is_decided_like_any_other_and_nothing_said_changes(ada: Customer) -> None:
    asked = asks(ada, somebody("officer"))
    raise_concern(request=asked.request, words=WORDS, **now(somebody("assistant")))
    assert approves(asked.request, somebody("senior")).state == "approved"
    (row,) = queries.refunds(most=10)
    assert row.state == "approved"
    assert "concern" not in json.dumps([row._asdict(), *(r._asdict() for r in queries.story(row.id))], default=str)
    assert "concern" not in repr(history.history(ada.pk, most=50))


def test_the_list_of_runs_names_it_to_those_alone_who_are_to_know(ada: Customer) -> None:
    asked = asks(ada, somebody("officer"))
    raise_concern(request=asked.request, words=WORDS, **now(somebody("assistant")))
    seen = {row.verb for row in runs.recent(batches=False, may=somebody("manager").may)[0]}
    assert "request_refund" in seen
    assert "raise_concern" not in seen
    found, _ = runs.recent(batches=False, may=somebody("finance_director").may)
    told = next(row for row in found if row.verb == "raise_concern")
    assert runs.one(told.id, may=somebody("manager").may) is None
    assert runs.one(told.id, may=somebody("finance_director").may).inputs == {}


def test_it_is_about_a_refund(ada: Customer) -> None:
    with pytest.raises(NoSuchRefundRequest):
        raise_concern(request=999, words=WORDS, **now(somebody("assistant")))
