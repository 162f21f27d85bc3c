"""A dispute holds what is disputed and nothing more; a query holds nothing; a service is asked by a working day."""

from __future__ import annotations

from datetime import date

import pytest

from crediting import somebody
from disputes.disputing import of_service, opens
from piperoll.billing.queries import NoSuchInvoice
from piperoll.customers.models import Customer
from piperoll.disputes.finding import NoSuchCode
from piperoll.disputes.open_dispute import MoreThanIsOpen, NoSuchLineOfIt, NotAKind, NothingToDispute
from piperoll.foundations.actors import NotPermitted
from recovery.reminding import after, stands
from the_day import ask


def test_the_disputed_sum_alone_is_held_and_the_service_has_ten_working_days(basil: str) -> None:
    done = opens(basil, amount_pence=30_00, line_number=1)
    assert (done.held_pence, done.service, done.answer_by) == (30_00, "Trade waste", date(2026, 12, 7))
    row = stands(Customer.objects.get(name="Basil Budd"), after(30))
    assert (row.overdue_pence, row.held_pence, row.chased_pence, row.why) == (100_00, 30_00, 70_00, "send")


def test_without_a_sum_all_that_is_open_is_disputed_and_no_penny_twice(basil: str) -> None:
    opens(basil, amount_pence=30_00)
    with pytest.raises(MoreThanIsOpen, match=r"£70\.01 is more than the £70\.00"):
        opens(basil, amount_pence=70_01)
    assert opens(basil).held_pence == 70_00
    with pytest.raises(NothingToDispute):
        opens(basil)
    row = stands(Customer.objects.get(name="Basil Budd"), after(30))
    assert (row.why, row.chased_pence) == ("held", 0)


def test_a_query_holds_nothing(basil: str) -> None:
    assert opens(basil, kind="query", code="question").held_pence == 0
    assert ask("SELECT FROM safeguards_hold") == []
    assert stands(Customer.objects.get(name="Basil Budd"), after(30)).chased_pence == 100_00


def test_what_cannot_be(basil: str) -> None:
    for more, refusal in (
        ({"code": "weather"}, NoSuchCode), ({"kind": "moan"}, NotAKind), ({"line_number": 2}, NoSuchLineOfIt),
    ):  # fmt: skip
        with pytest.raises(refusal):
            opens(basil, **more)
    with pytest.raises(NoSuchInvoice):
        opens("AT0000009999")
    with pytest.raises(NotPermitted):
        opens(basil, by=of_service("TRADE"))
    with pytest.raises(NotPermitted):
        opens(basil, by=somebody("auditor"))
    assert ask("SELECT FROM disputes_dispute") == []
