"""The days before a claim, and the other gates of law, each by the rule it comes from."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from piperoll.recovery.protocol import (
    Deferred,
    Reply,
    Steps,
    care_bar,
    limitation_bar,
    may_claim_from,
    sum_bar,
)

LETTER = date(2026, 11, 23)
REPLIED = date(2026, 12, 10)
NOTICED = date(2027, 1, 20)


def replied(*says: str, on: date = REPLIED, is_complete: bool = True) -> Reply:
    return Reply(on, says or ("part",), is_complete)


@pytest.mark.parametrize(
    ("steps", "day", "rule"),
    [
        (Steps(None), None, "3.1"),
        (Steps(None, is_company=True), None, "letter before action"),
        (Steps(LETTER), date(2026, 12, 24), "3.4"),
        (Steps(LETTER, is_company=True), date(2026, 12, 8), "Pre-Action Conduct"),
        (Steps(LETTER, replies=[replied()]), None, "8.2"),
        (Steps(LETTER, replies=[replied()], notice_on=date(2026, 12, 9)), None, "8.2"),
        (Steps(LETTER, replies=[replied()], notice_on=date(2026, 12, 20)), date(2027, 1, 9), "4.1"),
        (Steps(LETTER, replies=[replied()], notice_on=NOTICED), date(2027, 2, 3), "8.2"),
        (Steps(LETTER, replies=[replied("documents")], notice_on=NOTICED), None, "5.2"),
        (Steps(LETTER, replies=[replied("documents")], documents_on=date(2026, 12, 9), notice_on=NOTICED), None, "5.2"),
        (Steps(LETTER, replies=[replied("documents")], documents_on=date(2027, 1, 15), notice_on=NOTICED), date(2027, 2, 14), "4.1"),
        (Steps(LETTER, replies=[replied(is_complete=False)]), None, "4.3"),
        (Steps(LETTER, replies=[replied(is_complete=False), replied("time", on=date(2026, 12, 14))], notice_on=NOTICED), date(2027, 2, 3), "8.2"),
        (Steps(LETTER, replies=[replied("advice", on=date(2027, 2, 1))], notice_on=NOTICED), None, "8.2"),
    ],
)  # fmt: skip
def test_the_earliest_day_of_a_claim(steps: Steps, day: date | None, rule: str) -> None:
    found = may_claim_from(steps)
    assert found.day == day
    assert rule in found.why


def test_no_step_ever_brings_a_claim_nearer() -> None:
    without = may_claim_from(Steps(LETTER)).day
    assert without
    for days in range(0, 60):
        came = LETTER + timedelta(days)
        for says in ("agrees", "advice", "disputes"):
            found = may_claim_from(Steps(LETTER, replies=[replied(says, on=came)], notice_on=came + timedelta(1)))
            assert found.day
            assert found.day >= max(without, came + timedelta(30))


def test_a_deferred_payment_comes_first() -> None:
    offered = date(2026, 10, 1)
    assert "Nobody recorded" in care_bar(None)
    assert "no deferred payment was offered" in care_bar(Deferred(True))
    assert "not refused" in care_bar(Deferred(True, offered))
    assert care_bar(Deferred(True, offered, date(2026, 11, 1))) == care_bar(Deferred(False)) == ""


def test_what_is_out_of_time_and_what_the_letter_did_not_name() -> None:
    last = date(2026, 11, 23)
    assert limitation_bar([("AT1", last)], last) == ""
    assert "AT1 since 23 November 2026" in limitation_bar([("AT1", last)], last + timedelta(1))
    assert sum_bar(100_00, 100_00) == ""
    assert "£100.01" in sum_bar(100_00, 100_01)
