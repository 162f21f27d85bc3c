"""Payers are told what is taken and when, in time; what they were not told in time may not be taken."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from customers.somebody import ada
from direct_debit.paying import ALSO_GOOD, LATER, a_mandate, an_active_one, by_phone, dispatch, lodged, notify
from piperoll.council.models import Holiday
from piperoll.customers.models import Contact, Customer, DeliveryChoice
from piperoll.direct_debit import queries
from piperoll.direct_debit.choosing import PaysTold
from piperoll.direct_debit.models import CollectionPlan, Mandate, MovedDay, Notice, NoticedCollection, NoticedItem
from piperoll.direct_debit.notify_collections import NothingToNotify
from piperoll.direct_debit.planning import PlanTold
from piperoll.direct_debit.set_collection_plan import set_collection_plan
from piperoll.direct_debit.suspend_mandate import suspend_mandate
from piperoll.dispatch.models import Document, Outbox
from piperoll.dispatch.moving import move
from piperoll.dispatch.record_bounce import record_bounce
from piperoll.foundations.actors import Actor
from piperoll.foundations.calendar import working_day, working_days_after
from piperoll.receivables.models import Item, ItemBalance
from piperoll.reconciliation.check_books import check_books
from piperoll.runs.models import Run
from safeguards.people import flag, hold
from the_day import MONDAY, MORNING, ask, bill, charge

BILLED, DUE = date(2026, 11, 16), date(2026, 12, 14)
EARLIEST, HORIZON = date(2026, 12, 9), date(2026, 12, 16)
"""Twelve and seventeen working days after Monday 23 November: ten of notice, two of post, five early."""


@pytest.fixture
def payer(officer: Actor, tmp_path: Path) -> Customer:
    """Ada, who was billed £10 and £20 due on 14 December and pays by Direct Debit."""
    whose = ada(officer)
    bill_for(whose, officer, tmp_path, ("10.00", "20.00"))
    an_active_one(officer, whose.pk)
    return whose


def bill_for(whose: Customer, by: Actor, folder: Path, sums: tuple[str, ...], on: date = BILLED) -> None:
    nobody = {"name": "", "address_1": "", "postcode": "", "customer_ref": whose.reference}
    before = Item.objects.count()
    rows = [charge(f"{whose.reference}-{before + n}", pounds, **nobody) for n, pounds in enumerate(sums)]
    bill(folder, by, *rows, on=on, name=f"{before}.csv")


def noticed(on: date) -> list[Any]:
    """What the collection run is told of a day."""
    return ask("SELECT * FROM direct_debit_noticed(%(on)s) ORDER BY noticed_id", on=on)


def latest() -> list[tuple[date, int]]:
    """What the newest notice says."""
    newest = Notice.objects.filter(kind="advance").order_by("-id")[0]
    return list(newest.collections.order_by("collect_on").values_list("collect_on", "amount_pence"))


def test_one_letter_names_the_day_the_sum_and_its_parts(officer: Actor, payer: Customer) -> None:
    told = notify(officer)
    assert (told.notices, told.collections, told.amount_pence, told.post) == (1, 1, 3000, 1)
    assert latest() == [(DUE, 3000)]
    assert sorted(NoticedItem.objects.values_list("amount_pence", flat=True)) == [1000, 2000]
    assert Document.objects.get(kind="dd_notice").amount_pence == 3000
    with pytest.raises(NothingToNotify):
        notify(officer)
    assert check_books().agrees


def test_it_may_be_taken_once_the_letter_went_in_time(officer: Actor, payer: Customer) -> None:
    notify(officer)
    (waiting,) = noticed(DUE)
    assert (waiting.is_valid, waiting.why) == (False, "The notice of 14 December 2026 was not sent, or came back.")
    dispatch(officer)
    (sent,) = noticed(DUE)
    assert (sent.is_valid, sent.sent_on, sent.effective_on) == (True, MONDAY, date(2026, 11, 25))
    assert not noticed(DUE - timedelta(days=1)), "never before the day"


def test_three_working_days_late_and_no_more(officer: Actor, payer: Customer) -> None:
    notify(officer)
    dispatch(officer)
    assert noticed(date(2026, 12, 17))[0].is_valid
    (late,) = noticed(date(2026, 12, 18))
    assert late.why == "It is more than 3 working days after 14 December 2026, the day they were told."


def test_a_letter_that_went_too_late_counts_for_nothing(officer: Actor, payer: Customer) -> None:
    notify(officer)
    dispatch(officer, on=date(2026, 12, 1), at=MORNING + timedelta(days=8))
    (one,) = noticed(DUE)
    assert not one.is_valid
    assert one.why.startswith("The notice reached them on 3 December 2026, less than 10 working days before")


def test_an_email_reaches_them_the_same_day(officer: Actor, payer: Customer) -> None:
    DeliveryChoice.objects.create(
        customer=payer, channel="email", language="en", format="standard", valid_from=BILLED, run=Run.objects.all()[0]
    )
    assert Contact.objects.filter(customer=payer, kind="email").exists()
    notify(officer)
    dispatch(officer, on=date(2026, 11, 30), at=MORNING + timedelta(days=7))
    (one,) = noticed(DUE)
    assert (one.channel, one.is_valid, one.effective_on) == ("email", True, date(2026, 11, 30))


def test_what_is_owed_changes_and_they_are_told_again(officer: Actor, payer: Customer) -> None:
    notify(officer)
    dispatch(officer)
    item = Item.objects.filter(amount_pence=1000)[0]
    ItemBalance.objects.filter(item=item).update(open_pence=400)
    assert noticed(DUE)[0].why == "What is owed has changed since the notice was written."
    notify(officer)
    assert latest() == [(DUE, 2400)]
    assert len(noticed(DUE)) == 1, "the later takes the place of the earlier"


def test_another_bill_for_the_same_day_is_told_as_one_sum(officer: Actor, payer: Customer, tmp_path: Path) -> None:
    notify(officer)
    bill_for(payer, officer, tmp_path, ("5.00",), on=BILLED)
    notify(officer)
    assert latest() == [(DUE, 3500)]


def test_too_late_to_tell_it_moves_to_the_first_day_that_can_be_told(
    officer: Actor, payer: Customer, tmp_path: Path
) -> None:
    bill_for(payer, officer, tmp_path, ("7.00",), on=date(2026, 10, 26))
    notify(officer)
    assert latest() == [(EARLIEST, 700), (DUE, 3000)]


@pytest.mark.parametrize("state", ["bounced", "returned"])
def test_a_letter_that_came_back_is_written_again(officer: Actor, payer: Customer, state: str) -> None:
    notify(officer)
    dispatch(officer)
    document, run = Document.objects.get(kind="dd_notice").pk, Run.objects.order_by("-id")[0].pk
    event = {"bounced": "bounce", "returned": "return"}[state]
    move([document], event, "sent", run=run, at=MORNING, reasons=["Came back"])
    assert not noticed(DUE)[0].is_valid
    assert notify(officer).notices == 1


def test_an_email_that_bounced_too_late_is_told_again_by_letter_for_a_later_day(
    officer: Actor, payer: Customer
) -> None:
    """£30 told by email for 14 December. The email bounces on 7 December: a letter cannot reach them in time any more."""
    DeliveryChoice.objects.create(
        customer=payer, channel="email", language="en", format="standard", valid_from=BILLED, run=Run.objects.all()[0]
    )
    notify(officer)
    dispatch(officer)
    first, late = Document.objects.get(kind="dd_notice"), date(2026, 12, 7)
    record_bounce(document=first.pk, reason="No such mailbox", on=late, at=LATER, by=officer)
    notify(officer, on=late)
    assert Outbox.objects.get(document__turn=2).state == "void"
    assert noticed(DUE) == []
    dispatch(officer, on=late, at=LATER + timedelta(days=14))
    again = Document.objects.filter(kind="dd_notice").latest("id")
    assert (again.channel, again.dated) == ("email", late)
    (moved,) = latest()
    assert moved == (working_days_after(late, 12, set(Holiday.objects.values_list("on", flat=True))), 3000)
    assert noticed(moved[0])[-1].is_valid


def test_a_payer_whose_email_bounced_is_written_to(officer: Actor, tmp_path: Path) -> None:
    whose = ada(officer)
    bill_for(whose, officer, tmp_path, ("10.00",))
    told = by_phone(
        payer_name="Mr Ben Lovegrove", payer_email="ben@example.org", payer_address="9 Brine Street",
        payer_postcode="AY1 1AB",
    )  # fmt: skip
    an_active_one(officer, whose.pk, told)
    notify(officer)
    dispatch(officer)
    sent = Document.objects.get(kind="dd_notice")
    assert (sent.channel, sent.recipient) == ("email", "Mr Ben Lovegrove")
    record_bounce(document=sent.pk, reason="Mailbox full", on=MONDAY, at=LATER, by=officer)
    notify(officer, on=MONDAY + timedelta(days=1))
    again = Document.objects.filter(kind="dd_notice").latest("id")
    assert (again.channel, again.recipient, again.lines) == ("post", "Mr Ben Lovegrove", "9 Brine Street")


def test_a_new_plan_ends_what_was_noticed_under_the_old(officer: Actor, payer: Customer) -> None:
    notify(officer)
    dispatch(officer)
    mandate = Mandate.objects.get().pk
    told = PlanTold("variable", every="monthly", days=(1,))
    set_collection_plan(mandate=mandate, plan=told, on=MONDAY, at=MORNING, by=officer)
    assert not noticed(DUE)
    with pytest.raises(NothingToNotify):
        notify(officer)
    notify(officer, on=date(2026, 12, 11))
    assert latest() == [(date(2027, 1, 4), 3000)], "1 January is a holiday, then comes a weekend"


def test_a_fixed_sum_is_told_a_year_at_a_time(officer: Actor) -> None:
    whose = ada(officer).pk
    plan = PlanTold("fixed", 2500, "four_weekly", first_on=DUE, times=30)
    an_active_one(officer, whose, by_phone(plan=plan))
    told = notify(officer)
    assert (told.notices, told.collections) == (1, 13)
    assert latest()[:2] == [(DUE, 2500), (date(2027, 1, 11), 2500)]
    with pytest.raises(NothingToNotify):
        notify(officer)


def test_a_fixed_day_too_near_to_be_told_moves_and_none_is_lost(officer: Actor) -> None:
    """£25 on the 1st and the 9th, from 1 December: the 1st is too near on 23 November, and moves to the 10th."""
    whose = ada(officer).pk
    plan = PlanTold("fixed", 2500, "monthly", (1, 9), date(2026, 12, 1), times=3)
    mandate = an_active_one(officer, whose, by_phone(plan=plan))
    (first, *_) = queries.forecast(mandate.pk, on=MONDAY)
    assert (first.collect_on, first.instead_of, first.amount_pence) == (date(2026, 12, 1), None, 2500)
    told = notify(officer)
    assert (told.moved, told.collections) == (1, 3)
    assert latest() == [(EARLIEST, 2500), (date(2026, 12, 10), 2500), (date(2027, 1, 4), 2500)]
    assert [(one.nominal_on, one.collect_on) for one in MovedDay.objects.all()] == [
        (date(2026, 12, 1), date(2026, 12, 10))
    ]
    assert [row.instead_of for row in queries.coming(mandate.pk, on=MONDAY)] == [None, date(2026, 12, 1), None]
    assert queries.forecast(mandate.pk, on=MONDAY) == []
    dispatch(officer)
    with pytest.raises(NothingToNotify):
        notify(officer, on=MONDAY + timedelta(days=1))
    assert MovedDay.objects.count() == 1


def test_the_forecast_of_each_mandate_agrees_with_what_it_is_told(officer: Actor, tmp_path: Path) -> None:
    for n, plan in enumerate((PlanTold(), PlanTold("variable", every="monthly", days=(10, 15)))):
        whose = ada(officer, f"Payer {n}")
        bill_for(whose, officer, tmp_path, ("10.00", "20.00"))
        an_active_one(officer, whose.pk, by_phone(plan=plan))
    forecast = {
        (one.pk, row.collect_on): (row.amount_pence, row.pays)
        for one in Mandate.objects.all()
        for row in queries.forecast(one.pk, on=MONDAY)
    }
    notify(officer)
    assert forecast == {
        (one.pk, row.collect_on): (row.amount_pence, row.pays)
        for one in Mandate.objects.all()
        for row in queries.coming(one.pk, on=MONDAY)
    }
    assert all(queries.forecast(one.pk, on=MONDAY) == [] for one in Mandate.objects.all())


def test_nothing_before_its_bank_can_know_it(officer: Actor, tmp_path: Path) -> None:
    whose = ada(officer)
    bill_for(whose, officer, tmp_path, ("7.00",), on=date(2026, 10, 26))
    a_mandate(officer, whose.pk)
    notify(officer)
    assert latest() == [(EARLIEST, 700)], "ten working days after it is lodged on Tuesday is 8 December"


def test_those_who_may_not_be_collected_from_hear_nothing(officer: Actor, payer: Customer) -> None:
    hold(officer, payer.pk, "breathing_space")
    with pytest.raises(NothingToNotify):
        notify(officer)


def test_nor_do_the_suspended_or_the_dead(officer: Actor, payer: Customer) -> None:
    flag(officer, payer.pk, "deceased")
    with pytest.raises(NothingToNotify):
        notify(officer)
    suspend_mandate(mandate=Mandate.objects.get().pk, reason="Told", on=MONDAY, at=MORNING, by=officer)
    with pytest.raises(NothingToNotify):
        notify(officer)


def test_somebody_else_who_pays_is_the_one_told(officer: Actor, tmp_path: Path) -> None:
    whose = ada(officer)
    bill_for(whose, officer, tmp_path, ("10.00",))
    told = by_phone(payer_name="Mr Cyril Thorne", payer_address="9 Quay Street", payer_postcode="AN1 4BB")
    an_active_one(officer, whose.pk, told)
    an_active_one(officer, whose.pk, by_phone(ALSO_GOOD, pays=PaysTold(services=("ASC",))))
    notify(officer)
    assert [d.recipient for d in Document.objects.filter(kind="dd_notice")] == ["Mr Cyril Thorne"]
    dispatch(officer)
    assert set(Outbox.objects.values_list("state", flat=True)) == {"sent"}


def test_it_agrees_with_a_slow_reading_of_every_plan(officer: Actor, tmp_path: Path) -> None:
    dice = random.Random(26)
    for n in range(8):
        whose = ada(officer, f"Payer {n}")
        sums = tuple(f"{dice.randrange(1, 90)}.00" for _ in range(dice.randrange(1, 4)))
        for back in {dice.randrange(0, 40) for _ in range(3)}:
            bill_for(whose, officer, tmp_path, sums, on=MONDAY - timedelta(days=back))
        plan = dice.choice(
            [
                PlanTold(),
                PlanTold("variable", every="monthly", days=(1, 15)),
                PlanTold("variable", every="weekly", first_on=MONDAY),
                PlanTold("variable", every="monthly", days=(31,)),
            ]
        )
        made = a_mandate(officer, whose.pk, by_phone(plan=plan))
        if dice.random() < 0.5:
            lodged(made.mandate)
    notify(officer)
    found = {(c.mandate_id, c.collect_on): c.amount_pence for c in NoticedCollection.objects.all()}
    assert found == slowly()


def slowly() -> dict[tuple[int, date], int]:
    """Each open instalment in turn, each day in turn."""
    holidays = set(Holiday.objects.values_list("on", flat=True))
    found: defaultdict[tuple[int, date], int] = defaultdict(int)
    for mandate in Mandate.objects.select_related("standing"):
        plan = CollectionPlan.objects.get(mandate=mandate)
        earliest = working_days_after(MONDAY, 12, holidays)
        if mandate.standing.state == "set_up":
            earliest = max(earliest, working_days_after(MONDAY, 11, holidays))
        for item in Item.objects.filter(customer=mandate.customer, kind="instalment"):
            assert item.due_on
            day = max(item.due_on, earliest)
            if plan.kind == "variable":
                day = item.due_on
                while not (_falls(plan, day) and working_day(day, holidays) >= earliest):
                    day += timedelta(days=1)
            day = working_day(day, holidays)
            if day <= HORIZON:
                found[mandate.pk, day] += item.amount_pence
    return dict(found)


def _falls(plan: CollectionPlan, day: date) -> bool:
    assert plan.first_on
    if day < plan.first_on:
        return False
    if plan.every == "weekly":
        return (day - plan.first_on).days % 7 == 0
    last = (day + timedelta(days=1)).day == 1
    return day.day in plan.days or (last and any(one > day.day for one in plan.days))
