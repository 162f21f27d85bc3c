"""A complaint has its clock from the first day, and holds as much of recovery as was chosen."""

from __future__ import annotations

from datetime import date

import pytest

from crediting import somebody
from disputes.complaining import budd, complains
from piperoll.billing.queries import NoSuchInvoice
from piperoll.disputes.complaint_queries import complaints
from piperoll.disputes.open_complaint import NotAScope
from piperoll.foundations.actors import NotPermitted
from recovery.reminding import after, stands
from the_day import MONDAY, ask


def test_its_days_and_what_waits(basil: str) -> None:
    done = complains(scope="invoice", invoice=basil)
    assert (done.acknowledge_by, done.decide_by) == (date(2026, 11, 30), date(2026, 12, 7))
    assert stands(budd(), after(30)).why == "held"
    assert ask("SELECT invoice_number, kind FROM safeguards_hold") == [(basil, "complaint")]
    assert [row.stage for row in complaints(state="late", on=date(2026, 12, 1), most=9)] == ["stage_1"]


def test_all_of_it_waits_or_nothing(basil: str) -> None:
    complains(scope="nothing")
    assert stands(budd(), after(30)).chased_pence == 100_00
    complains()
    assert stands(budd(), after(30)).why == "barred"


def test_what_is_no_complaint(basil: str) -> None:
    with pytest.raises(NotAScope):
        complains(scope="moon")
    with pytest.raises(NotAScope):
        complains(scope="invoice")
    with pytest.raises(NoSuchInvoice):
        complains(scope="invoice", invoice="AT0000009999", on=MONDAY)
    with pytest.raises(NotPermitted):
        complains(by=somebody("auditor"))
    assert ask("SELECT FROM disputes_complaint") == []
