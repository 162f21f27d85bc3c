"""Breathing space and the mental health crisis moratorium: while one stands, everything that goes out passes them by.

Ada pays by Direct Debit, Basil asked for texts, Pickle & Sons is a business, and of the two Cranes who owe together one
alone is protected. Nobody protects Cora: she hears, so that silence is no accident.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bacs.collecting import a_payer, choose, lodge, tell
from cases.agents import HARBOUR
from crediting import somebody, take_in_sample_limits
from piperoll.arrangements.watch_arrangements import watch_arrangements
from piperoll.bacs.models import Collection
from piperoll.billing.models import Invoice
from piperoll.cards.send_payment_link import send_payment_link
from piperoll.cases.hand_over_case import NotToAnAgent, hand_over_case
from piperoll.customers.add_contact import add_contact
from piperoll.customers.add_customer import add_customer
from piperoll.customers.add_member import add_member
from piperoll.customers.choose_delivery import choose_delivery
from piperoll.customers.details import Details
from piperoll.customers.models import Customer
from piperoll.direct_debit.notify_collections import notify_collections
from piperoll.dispatch.composing import MayNotBeWrittenTo
from piperoll.dispatch.kinds import acts
from piperoll.dispatch.models import Document
from piperoll.dispatch.prepare_letters import prepare_letters
from piperoll.dispatch.send_text import send_text
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.interest.charging import NotToBeCharged
from piperoll.interest.models import LateCharge
from piperoll.interest.request_late_charges import LateChargesWanted, request_late_charges
from piperoll.interest.working_out import work_out_interest
from piperoll.safeguards.answers import may_i
from piperoll.safeguards.place_hold import MORATORIA
from piperoll.safeguards.rules import BARRED_BY_LAW
from recovery.reminding import now, owing, policy, remind, send, step
from refunds.refunding import the_books_agree
from safeguards.people import hold
from the_day import MONDAY, bill, charge, take_in_letters

BEGINS = date(2026, 12, 10)
ENDS = BEGINS + timedelta(59)
DURING = [date(2026, 12, 28), date(2027, 1, 20), ENDS]
SINCE = ENDS + timedelta(22)


@pytest.fixture
def morag(manager: Actor) -> Actor:
    """A manager of a council that collects, reminds and charges."""
    take_in_letters(manager)
    policy(manager)
    take_in_sample_limits()
    return manager


@pytest.fixture
def protected(morag: Actor, tmp_path: Path) -> dict[str, Customer]:
    """Everybody whom a moratorium reaches, by name; what they owe fell due on 21 December."""
    a_payer(tmp_path, morag, "30.00")
    lodge(morag)
    tell(morag)
    told = now(morag, MONDAY)
    basil = owing(tmp_path, morag, "Basil Budd", "64.00")
    add_contact(customer=basil.pk, kind="phone", value="07700 900123", **told)
    choose_delivery(customer=basil.pk, channel="post", language="en", format="standard", texts=True, **told)
    bill(tmp_path, morag, charge("P", "1200.00"), name="p.csv")
    where = {"address": "5 Quay Street\nAnytown", "postcode": "AN1 2AB"}
    both, cyril = (
        add_customer(details=Details(name=name, kind=kind, **where), **told).customer
        for name, kind in (("Mr and Mrs Crane", "joint"), ("Mr Cyril Crane", "person"))
    )
    add_member(account=both, member=cyril, **told)
    joint = Customer.objects.get(pk=both)
    bill(tmp_path, morag, charge("J", "50.00", customer_ref=joint.reference, name=joint.name), name="j.csv")
    owing(tmp_path, morag, "Cora Crisp", "40.00")
    names = ("Ada Lovegrove", "Basil Budd", "Pickle & Sons Ltd", "Mr and Mrs Crane")
    return {name: Customer.objects.get(name=name) for name in names}


def refused(act: Callable[[], Any], by: type[Refused]) -> None:
    with pytest.raises(by):
        act()


def enforcing() -> list[str]:
    """The kinds of document that a moratorium stops."""
    return [kind for kind, act in acts().items() if ("breathing_space", act) in BARRED_BY_LAW]


def went_out() -> set[tuple[str, int]]:
    """What was sent of what a moratorium stops, and to whom."""
    sent = Document.objects.filter(kind__in=enforcing(), outbox__state="sent")
    return set(sent.values_list("kind", "customer_id"))


@pytest.mark.parametrize("kind", MORATORIA)
def test_zero_letters_zero_calls_zero_collections_zero_interest(
    morag: Actor, protected: dict[str, Customer], kind: str
) -> None:
    before = went_out()
    for name, one in protected.items():
        theirs = Customer.objects.get(name="Mr Cyril Crane") if name == "Mr and Mrs Crane" else one
        hold(morag, theirs.pk, kind, on=BEGINS, days=59)
    choose(morag)
    assert not Collection.objects.exists()
    cora = Customer.objects.get(name="Cora Crisp")
    for day in DURING:
        every_run_goes(morag, day)
        for one in protected.values():
            nothing_reaches(one, kind, day)
    assert went_out() - before == {("reminder", cora.pk)}
    assert not LateCharge.objects.exists()
    remind(SINCE)
    assert {customer for what, customer in went_out() if what == "reminder"} == {
        cora.pk, *(one.pk for name, one in protected.items() if name != "Ada Lovegrove"),
    }  # fmt: skip
    told = work_out_interest(protected["Pickle & Sons Ltd"], on=SINCE)
    assert sum(one.days for one in told.debts[0].stretches if one.percent) == 21
    assert told.debts[0].protected_days == (ENDS - date(2026, 12, 21)).days
    the_books_agree()


def every_run_goes(by: Actor, day: date) -> None:
    """Reminders, notices of collections, texts of bills, breaches of arrangements: whatever there is goes."""
    for run in (
        lambda: notify_collections(**now(by, day)),
        lambda: prepare_letters(kind="bill_text", dated=MONDAY, **now(by, day)),
        lambda: watch_arrangements(**now(by, day)),
        lambda: remind(day),
        lambda: send(day),
    ):
        with suppress(Refused, AssertionError):  # there is nothing to send, or nobody to remind
            run()


def nothing_reaches(customer: Customer, kind: str, day: date) -> None:
    """What is done to one customer by hand is refused, and no day earns interest."""
    assert [act for hold_, act in BARRED_BY_LAW if hold_ == kind and may_i(act, customer.pk, day).allowed] == []
    assert step(customer, day).startswith("barred")
    number = Invoice.objects.filter(customer=customer).values_list("number", flat=True)[0]
    at_work = now(somebody("officer"), day)
    link = {"sums": {number: 10_00}, "pages": "https://income.anytown.gov.uk"}
    refused(lambda: send_payment_link(**link, **at_work), MayNotBeWrittenTo)
    refused(lambda: send_text(customer=customer.pk, template="please-call", **at_work), MayNotBeWrittenTo)
    refused(lambda: hand_over_case(customer=customer.reference, told=HARBOUR, **at_work), NotToAnAgent)
    told = work_out_interest(customer, on=day + timedelta(1))
    assert (told.interest_pence, told.fixed_pence) == (0, 0)
    if customer.name == "Pickle & Sons Ltd":
        wanted = LateChargesWanted(customer=customer.reference, why="Reminded", costs_pence=5_00, costs_for="A search")
        refused(lambda: request_late_charges(wanted=wanted, **now(somebody("collections"), day)), NotToBeCharged)
