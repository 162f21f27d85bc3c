"""Whatever GOV.UK Pay's answers become on their way, they are read to the penny or refused in a sentence."""

from __future__ import annotations

import json
from datetime import timedelta
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formats.spoiling import spoilt
from formats.test_spoilt_files import in_a_sentence
from piperoll.cards.client import GovukPay
from the_day import MONDAY

PAYMENT = {
    "payment_id": "hu20sqlact5260q2nanm0q8u93", "reference": "ABCD2345", "amount": 120_50, "total_amount": 120_50, "fee": 25,
    "state": {"status": "success", "finished": True}, "settlement_summary": {"settled_date": "2026-11-23"},
    "refund_summary": {"status": "available", "amount_available": 120_50}, "created_date": "2026-11-23T09:00:00.000Z",
    "_links": {"next_url": {"href": "https://pay.example/1", "method": "GET"}},
}  # fmt: skip
REFUND = {
    "refund_id": "r1",
    "payment_id": "p1",
    "amount": 500,
    "status": "success",
    "created_date": "2026-11-23T09:00:00Z",
}
DISPUTE = {
    "dispute_id": "d1", "payment_id": "p1", "amount": 120_50, "fee": 15_00, "status": "lost", "reason": "fraudulent",
    "created_date": "2026-11-23T09:00:00Z", "evidence_due_date": "2026-11-30T09:00:00Z",
}  # fmt: skip
ANSWERS = {
    "payment": PAYMENT, "refund": REFUND, "payments": {"results": [PAYMENT, PAYMENT], "_links": {}},
    "refunds": {"_embedded": {"refunds": [REFUND]}}, "disputes": {"results": [DISPUTE], "_links": {}},
}  # fmt: skip


def reading(what: str, content: bytes) -> object:
    """Ask, and have this answered."""
    there: Any = object.__new__(GovukPay)
    answer = SimpleNamespace(content=content, ok=True, status_code=200, json=lambda: json.loads(content))
    there._session = SimpleNamespace(request=lambda *given, **named: answer)
    last = MONDAY + timedelta(days=1)
    asks: dict[str, Any] = {
        "payment": lambda: there.payment("p1"), "refund": lambda: there.refund_of("p1", "r1"),
        "payments": lambda: there.settled(MONDAY, last), "refunds": lambda: there.refunds_of("p1"),
        "disputes": there.disputes,
    }  # fmt: skip
    return asks[what]()


@pytest.mark.parametrize("what", ANSWERS)
def test_a_good_answer_reads(what: str) -> None:
    assert reading(what, json.dumps(ANSWERS[what]).encode())


@pytest.mark.parametrize(
    "wrong",
    [b"[]", b"null", b'"no"', b"1", b'{"results": {}}', b'{"results": [null]}', b'{"results": [[]], "_links": null}',
     json.dumps(PAYMENT | {"amount": 120.5}).encode(), json.dumps(PAYMENT | {"amount": True}).encode(),
     json.dumps(PAYMENT | {"amount": 10**15}).encode(), json.dumps(PAYMENT).replace("12050", "1e999").encode()],
)  # fmt: skip
def test_what_is_no_answer_is_refused(wrong: bytes) -> None:
    for what in ANSWERS:
        in_a_sentence(lambda _, what=what: reading(what, wrong), wrong)  # type: ignore[misc]


@pytest.mark.parametrize("what", ANSWERS)
@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_spoilt_answer_is_read_or_refused_in_a_sentence(what: str, seed: int) -> None:
    content = spoilt(json.dumps(ANSWERS[what], indent=1).encode(), Random(seed))
    in_a_sentence(lambda given: reading(what, given), content)


@pytest.mark.slow
@pytest.mark.parametrize("what", ANSWERS)
@settings(max_examples=3000, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_many_spoilt_answers(what: str, seed: int) -> None:
    content = spoilt(json.dumps(ANSWERS[what], indent=1).encode(), Random(seed))
    in_a_sentence(lambda given: reading(what, given), content)
