"""A case comes back: by hand, or in the very deed that protects somebody or finds them right; the agent is told, and
whoever looks after it decides what follows."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from cases.agents import hands_over, told_agents
from cases.caring import listed, worked_out
from cases.test_hand_over_case import HANDED
from crediting import somebody, take_in_sample_limits
from disputes.complaining import decides
from disputes.disputing import closes, opens
from dying import at_once
from piperoll.cases import agents
from piperoll.cases.models import AgentNotice, Recall
from piperoll.cases.recall_case import WithNobody, recall_case
from piperoll.customers.add_customer import add_customer
from piperoll.customers.add_member import add_member
from piperoll.customers.details import Details
from piperoll.customers.merge_customers import merge_customers
from piperoll.customers.models import Customer
from piperoll.dispatch.models import Document
from piperoll.dispatch.record_bounce import record_bounce
from piperoll.disputes.open_complaint import open_complaint
from piperoll.foundations.actors import Actor
from piperoll.receivables.models import Item
from recovery.reminding import after, now, owing, remind, send, stands
from refunds.refunding import the_books_agree
from safeguards.people import flag, hold
from the_day import bill, charge

LATER = HANDED + timedelta(7)


@pytest.fixture
def dan(morag: Actor, tmp_path: Path) -> Customer:
    """An agent has Dan's case."""
    take_in_sample_limits()
    found = owing(tmp_path, morag, "Dan Dale", "60.00")
    remind(after(14))
    hands_over(found, HANDED)
    send(HANDED)
    return found


def recalls(customer: Customer) -> str:
    return recall_case(
        customer=customer.reference, reason="We agreed an arrangement", **now(somebody("officer"), LATER)
    ).name


def invoice_of(customer: Customer) -> str:
    return Item.objects.filter(customer=customer, kind="instalment").earliest("id").reference


def causes() -> list[str]:
    return list(Recall.objects.order_by("handover_id").values_list("cause", flat=True))


def test_recalled_by_hand_it_is_its_owners_again(dan: Customer) -> None:
    assert recalls(dan) == "Harbour Collections"
    assert told_agents() == ["handed", "recall"]
    assert stands(dan, LATER).chased_pence == 60_00
    assert listed("bo", LATER) == ["Dan Dale: decide"]
    assert f"stop all work on account {dan.reference}, case HANDOVER-" in AgentNotice.objects.latest("id").words
    assert send(LATER).emailed == 1
    with pytest.raises(WithNobody):
        recalls(dan)
    hands_over(dan, LATER)
    the_books_agree()


def test_two_who_recall_it_at_once_tell_the_agent_once(dan: Customer) -> None:
    came = at_once(*[lambda: recalls(dan)] * 3)
    assert sorted(came) == ["WithNobody", "WithNobody", "done"]
    assert told_agents() == ["handed", "recall"]


@pytest.mark.parametrize("kind", ["breathing_space", "mental_health_crisis"])
def test_a_moratorium_recalls_it_in_the_same_deed_and_says_no_more_than_it_must(
    dan: Customer, morag: Actor, kind: str
) -> None:
    hold(morag, dan.pk, kind, on=LATER)
    assert (causes(), told_agents()) == ([kind], ["handed", "recall"])
    words = AgentNotice.objects.latest("id").words
    assert "breathing space moratorium" in words
    assert "mental" not in words.lower()
    assert send(LATER).emailed == 1, "no moratorium stops us telling an agent to stop"
    assert stands(dan, LATER).why == "barred"
    the_books_agree()


def test_a_moratorium_of_one_recalls_what_both_owe(morag: Actor, tmp_path: Path) -> None:
    where = {"address": "5 Quay Street\nAnytown", "postcode": "AN1 2AB"}
    told = now(morag, after(-20))
    both, cyril = (
        add_customer(details=Details(name=name, kind=kind, **where), **told).customer
        for name, kind in (("Mr and Mrs Crane", "joint"), ("Mr Cyril Crane", "person"))
    )
    add_member(account=both, member=cyril, **told)
    joint = Customer.objects.get(pk=both)
    bill(tmp_path, morag, charge("J", "50.00", customer_ref=joint.reference, name=joint.name), name="j.csv")
    remind(after(14))
    hands_over(joint, HANDED)
    hold(morag, cyril, "breathing_space", on=LATER)
    assert causes() == ["breathing_space"]


@pytest.mark.parametrize("kind", ["deceased", "insolvent", "minor"])
def test_a_death_an_insolvency_and_a_child_recall_it(dan: Customer, morag: Actor, kind: str) -> None:
    flag(morag, dan.pk, kind, on=LATER)
    assert causes() == [kind]


def test_a_dispute_holds_it_and_upheld_recalls_it(dan: Customer) -> None:
    made = opens(invoice_of(dan), on=LATER, amount_pence=25_00).dispute
    assert (told_agents(), causes()) == (["handed", "hold"], [])
    assert agents.had(dan.pk)[0].told_to_hold_on == LATER
    worked_out(LATER)
    assert listed("bo", LATER + timedelta(100)) == ["Dan Dale: agent"]
    closes(made, "upheld", on=LATER)
    assert (told_agents(), causes()) == (["handed", "hold", "recall"], ["upheld"])
    the_books_agree()


def test_one_not_upheld_leaves_it_with_them(dan: Customer) -> None:
    closes(opens(invoice_of(dan), on=LATER).dispute, "not_upheld", on=LATER)
    assert causes() == []


def test_a_complaint_holds_it_and_upheld_recalls_it(dan: Customer) -> None:
    made = open_complaint(
        customer=dan.reference, words="They rang at work", **now(somebody("officer"), LATER)
    ).complaint
    assert told_agents() == ["handed", "hold"]
    decides(made, "upheld", on=LATER, remedy="We take it back, and are sorry")
    assert causes() == ["upheld"]


def test_what_is_of_another_bill_leaves_it_with_them(dan: Customer, morag: Actor, tmp_path: Path) -> None:
    owing(tmp_path, morag, "Dan Dale", "30.00", on=HANDED)
    newest = Item.objects.filter(customer=dan, kind="instalment").latest("id").reference
    opens(newest, on=LATER)
    assert told_agents() == ["handed"]


def test_a_notice_that_came_back_is_told_another_way(dan: Customer) -> None:
    flag(somebody("officer"), dan.pk, "vulnerable", on=LATER)
    send(LATER)
    document = Document.objects.filter(kind="agent_notice").latest("id").pk
    gone = record_bounce(document=document, reason="No such address", **now(somebody("officer"), LATER))
    assert gone.goes_as is None, "never to the customer’s own address"
    worked_out(LATER)
    assert listed("bo", LATER) == ["Dan Dale: untold"]


JOINT = {"address": "5 Quay Street\nAnytown", "postcode": "AN1 2AB"}


def known(by: Actor, name: str, kind: str) -> Customer:
    added = add_customer(details=Details(name=name, kind=kind, **JOINT), **now(by, after(-20))).customer
    return Customer.objects.get(pk=added)


def with_an_agent(by: Actor, tmp_path: Path, customer: Customer) -> None:
    bill(tmp_path, by, charge("J", "50.00", customer_ref=customer.reference, name=customer.name), name="j.csv")
    remind(after(14))
    hands_over(customer, HANDED)


@pytest.mark.parametrize(
    ("what", "told"), [("breathing_space", ["handed", "recall"]), ("debt_advice", ["handed", "hold"])]
)
def test_somebody_protected_who_joins_an_account_brings_it_back_or_holds_it_in_the_deed_of_joining(
    morag: Actor, tmp_path: Path, what: str, told: list[str]
) -> None:
    both, cyril = known(morag, "Mr and Mrs Crane", "joint"), known(morag, "Mr Cyril Crane", "person")
    with_an_agent(morag, tmp_path, both)
    hold(morag, cyril.pk, what, on=LATER)
    add_member(account=both.pk, member=cyril.pk, **now(morag, LATER))
    assert told_agents() == told
    the_books_agree()


@pytest.mark.parametrize("is_kept", [True, False])
def test_merged_with_somebody_protected_it_comes_back_in_the_deed_of_merging(
    dan: Customer, morag: Actor, is_kept: bool
) -> None:
    twin = known(morag, "Mr D Dale", "person")
    hold(morag, twin.pk, "breathing_space", on=LATER)
    merged, kept = (twin, dan) if is_kept else (dan, twin)
    merge_customers(merged=merged.pk, kept=kept.pk, reason="One birthday", **now(morag, LATER))
    assert (causes(), told_agents()) == (["breathing_space"], ["handed", "recall"])
    the_books_agree()


def test_joined_from_a_day_before_they_had_it_the_agent_gives_it_back_too(morag: Actor, tmp_path: Path) -> None:
    both, cyril = known(morag, "Mr and Mrs Crane", "joint"), known(morag, "Mr Cyril Crane", "person")
    flag(morag, cyril.pk, "insolvent", on=after(1))
    with_an_agent(morag, tmp_path, both)
    add_member(account=both.pk, member=cyril.pk, **now(morag, after(10)))
    assert causes() == ["insolvent"]
    the_books_agree()


def test_whoever_is_protected_as_a_case_is_handed_over_meets_it(morag: Actor, tmp_path: Path) -> None:
    both, cyril = known(morag, "Mr and Mrs Crane", "joint"), known(morag, "Mr Cyril Crane", "person")
    add_member(account=both.pk, member=cyril.pk, **now(morag, after(-10)))
    bill(tmp_path, morag, charge("J", "50.00", customer_ref=both.reference, name=both.name), name="j.csv")
    remind(after(14))
    at_once(lambda: hands_over(both, HANDED), lambda: hold(morag, cyril.pk, "breathing_space", on=HANDED))
    assert told_agents() in ([], ["handed", "recall"])
    the_books_agree()
