"""Each safeguard of a refund, decided from facts: what it says, whether it waits or forbids, and its source."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from piperoll.refunds.rules import SOURCES, TITLES, Check, Facts, checks, stopped, waiting

ON, LATER = date(2026, 11, 23), date(2026, 11, 30)
PLAIN = Facts(method="bacs", amount_pence=40_00, origin="receipt", last_four="8472", bank_check="valid")


def of(name: str, **facts: Any) -> Check:
    return next(one for one in checks(replace(PLAIN, **facts), ON) if one.name == name)


def test_a_plain_refund_to_where_it_came_from_is_well_in_every_way() -> None:
    found = checks(PLAIN, ON)
    assert {one.verdict for one in found} == {"well"}
    assert [one.name for one in found] == list(TITLES) == list(SOURCES)
    assert all(one.title and one.source and one.words for one in found)


@pytest.mark.parametrize(
    ("name", "facts", "verdict", "words"),
    [
        ("customer", {"bar": "Safeguarding: no money is moved."}, "stop", "Safeguarding: no money is moved."),
        ("estate", {"must_act": "Died on 1 May."}, "stop", "Died on 1 May. Name them, and the proof we saw."),
        ("estate", {"must_act": "Died.", "acts": "Ed Ash, executor", "is_theirs": False}, "stop", "not the customer’s own"),
        ("estate", {"must_act": "Died.", "acts": "Ed Ash, executor"}, "mind", "Died. Paid to Ed Ash, executor."),
        ("claim", {"claim": 7}, "stop", "Claim 7 is open"),
        ("claim", {"dispute": "du1"}, "stop", "Dispute du1 of the card payment is open"),
        ("account", {"method": "card"}, "well", "The card it was paid with"),
        ("account", {"by_card": True}, "mind", "choose Card"),
        ("moved", {"method": "card", "moved": "Moved."}, "mind", "to the card it first came from"),
        ("once", {"refunded_before": "MAIN-1-2"}, "stop", "MAIN-1-2 was refunded before"),
        ("arrears", {"overdue_pence": 15_00}, "stop", "£15.00 is overdue. Offer to set the credit off first"),
        ("arrears", {"overdue_pence": 15_00, "not_set_off": "She declined"}, "mind", "is not set off: She declined"),
        ("arrears", {"overdue_pence": 15_00, "set_off_bar": "Breathing space."}, "mind", "nothing may be set off against it"),
        ("cleared", {"uncleared": "The last cheque", "cleared_on": LATER}, "wait", "it waits until 30 November 2026"),
        ("cleared", {"uncleared": "The last cheque", "cleared_on": ON}, "well", "is cleared"),
        ("account", {"others": 2}, "mind", "2 other customers were refunded to it"),
        ("account", {"method": "cheque"}, "mind", "A cheque"),
        ("cooling", {"origin": "told", "checked": "a call", "cooled_on": LATER}, "wait", "until 30 November 2026"),
        ("cooling", {"origin": "told", "checked": "a call", "cooled_on": ON}, "mind", "They have cooled off."),
        ("split", {"earlier_many": 2, "earlier_pence": 900_00}, "mind", "it counts as £940.00"),
    ],
)  # fmt: skip
def test_each_says_why(name: str, facts: dict[str, Any], verdict: str, words: str) -> None:
    found = of(name, **facts)
    assert found.verdict == verdict
    assert words in found.words


def test_what_stops_and_what_waits_are_told_apart() -> None:
    found = checks(replace(PLAIN, claim=7, cleared_on=LATER, uncleared="The last Direct Debit"), ON)
    assert [one.name for one in stopped(found)] == ["claim"]
    assert [(one.name, one.until) for one in waiting(found)] == [("cleared", LATER)]
