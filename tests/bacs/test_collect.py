"""What is chosen, with which code, and every reason for leaving somebody out."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from bacs.collecting import DUE_ON, INPUT_ON, a_payer, at, choose, lodge, release, tell
from piperoll.bacs.collect import ChosenAlready, NotAWorkingDay, TooFarAhead, TooSoonToCollect, earliest
from piperoll.bacs.discard_collection import discard_collection
from piperoll.bacs.models import Collection, CollectionItem, CollectionRun, Exclusion, LiveItem
from piperoll.billing.raise_invoices import raise_invoices
from piperoll.council.models import DatedFigure
from piperoll.direct_debit.models import Lodgement, Notice, Standing
from piperoll.direct_debit.planning import PlanTold
from piperoll.direct_debit.set_collection_plan import set_collection_plan
from piperoll.direct_debit.suspend_mandate import suspend_mandate
from piperoll.dispatch.models import Outbox
from piperoll.formats import feeder_csv
from piperoll.foundations.actors import Actor
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receivables.models import ItemBalance
from piperoll.reconciliation.check_books import check_books
from piperoll.safeguards.place_hold import place_hold
from the_day import MONDAY, bank, charge, paid, statement


def test_what_is_due_noticed_and_allowed_is_chosen_and_held(olive: Actor, tmp_path: Path) -> None:
    mandate = a_payer(tmp_path, olive, "120.50", "4.50")
    lodge(olive)
    assert Standing.objects.get().state == "lodging"
    tell(olive)
    done = choose(olive)
    assert (done.collections, done.pence, done.excluded, done.accepted) == (1, 125_00, 0, 1)
    assert (done.input_by, done.collect_on) == (INPUT_ON, DUE_ON)
    one = Collection.objects.get()
    assert (one.mandate, one.code, one.amount_pence) == (mandate, "01", 125_00)
    assert _twin(one) == sorted(CollectionItem.objects.values_list("item_id", "amount_pence"))
    assert LiveItem.objects.count() == 2
    with pytest.raises(ChosenAlready, match="waits to be released"):
        choose(olive)


def _twin(one: Collection) -> list[tuple[int, int]]:
    """Slowly: every open instalment of the customer due by the day, whole."""
    return sorted(
        (balance.item_id, balance.open_pence)
        for balance in ItemBalance.objects.select_related("item")
        if balance.customer_id == one.customer_id and balance.open_pence > 0 and balance.item.due_on <= one.collect_on
    )


def test_every_reason_for_leaving_somebody_out_is_told(olive: Actor, oscar: Actor, tmp_path: Path) -> None:
    held, stopped, paid_up, untold, too_big = (
        a_payer(tmp_path, olive, pounds, name=name)
        for pounds, name in (
            ("10.00", "Hatty Held"), ("11.00", "Stan Stopped"), ("12.00", "Pat Paidup"), ("13.00", "Una Untold"),
            ("600.00", "Bea Big"),
        )
    )  # fmt: skip
    lodge(olive)
    tell(olive)
    untold_notice = untold.notices.get(kind="advance")
    _never_sent(untold_notice.pk)
    place_hold(
        customer=held.customer_id,
        kind="breathing_space",
        on=INPUT_ON,
        at=at(INPUT_ON),
        by=olive,
    )
    choose_after_acceptance = choose(olive, DUE_ON + timedelta(days=1), INPUT_ON)
    release_nothing(choose_after_acceptance.collection_run, olive)
    suspend_mandate(mandate=stopped.pk, reason="She asked", on=INPUT_ON, at=at(INPUT_ON), by=olive)
    number = paid_up.customer.invoices.get().number
    bank(tmp_path, olive, statement(paid("5.00", f"PAIDUP {number}", "PAT PAIDUP", on=INPUT_ON), on=INPUT_ON))
    allocate_receipts(on=INPUT_ON, at=at(INPUT_ON), by=olive)
    DatedFigure.objects.filter(name="direct_debit_item_pounds").update(value=500)
    done = choose(olive)
    assert (done.collections, done.excluded) == (0, 5)
    why = {
        row.mandate_id: (row.why, row.reason) for row in Exclusion.objects.filter(collection_run=done.collection_run)
    }
    assert {pk: kind for pk, (kind, _) in why.items()} == {
        held.pk: "barred", stopped.pk: "mandate", paid_up.pk: "paid", untold.pk: "no_notice", too_big.pk: "limit",
    }  # fmt: skip
    assert why[untold.pk][1] == "The notice of 21 December 2026 was not sent, or came back. Send a new notice."
    assert "the sum would not be the one the payer was told" in why[paid_up.pk][1]


def release_nothing(collection_run: int | None, by: Actor) -> None:
    """Give a run up."""
    assert collection_run is not None
    discard_collection(collection_run=collection_run, reason="Only to look", on=INPUT_ON, at=at(INPUT_ON), by=by)


def _never_sent(notice: int) -> None:
    Outbox.objects.filter(document__kind="dd_notice", document__source_id=notice).update(state="bounced")


def test_a_bank_that_has_the_instruction_only_since_yesterday_is_too_soon(olive: Actor, tmp_path: Path) -> None:
    a_payer(tmp_path, olive, "10.00")
    lodge(olive)
    tell(olive)
    Standing.objects.update(may_collect_from=DUE_ON + timedelta(days=1))
    choose(olive)
    assert Exclusion.objects.get().why == "too_soon"


def test_the_second_collection_under_an_instruction_is_a_regular_one(
    olive: Actor, oscar: Actor, tmp_path: Path
) -> None:
    a_payer(tmp_path, olive, "10.00")
    lodge(olive)
    later = date(2026, 12, 7)
    file = tmp_path / "more.csv"
    file.write_text(feeder_csv.write([charge("more", "7.00", name="Ada Lovegrove", address_1="1 Brine Street")]))
    raise_invoices(feeder=file, on=later, at=at(later), by=olive)
    tell(olive)
    release(choose(olive), oscar)
    tell(olive, on=date(2026, 12, 14))
    choose(olive, collect_on=date(2027, 1, 4), on=date(2026, 12, 30))
    assert list(Collection.objects.order_by("id").values_list("code", "amount_pence")) == [("01", 10_00), ("17", 7_00)]


@pytest.mark.parametrize(
    ("day", "refusal", "says"),
    [
        (date(2026, 12, 25), NotAWorkingDay, "collect on Tuesday 29 December 2026 instead"),
        (date(2026, 12, 18), TooSoonToCollect, "moves money on 21 December 2026 at the earliest"),
        (date(2027, 2, 1), TooFarAhead, "up to 30 days before"),
    ],
)
def test_days_that_cannot_be_are_refused(olive: Actor, day: date, refusal: type[Exception], says: str) -> None:
    with pytest.raises(refusal, match=says):
        choose(olive, collect_on=day)
    assert not CollectionRun.objects.exists()


def test_the_soonest_day_is_two_working_days_on(olive: Actor) -> None:
    assert earliest(date(2026, 12, 23)) == date(2026, 12, 29)


def test_a_fixed_sum_pays_the_oldest_first_and_its_last_is_final(olive: Actor, oscar: Actor, tmp_path: Path) -> None:
    """£50 twice towards £30 and £80: the first takes £30 and £20 of the second, the last (19) £50 of it. Then it is over."""
    payer = a_payer(tmp_path, olive, "30.00", "80.00")
    plan = PlanTold("fixed", 5000, "weekly", first_on=DUE_ON, times=2)
    set_collection_plan(mandate=payer.pk, plan=plan, on=MONDAY, at=at(MONDAY), by=olive)
    lodge(olive)
    tell(olive)
    first = choose(olive)
    assert (first.collections, first.pence, first.excluded) == (1, 5000, 0)
    assert sorted(CollectionItem.objects.values_list("amount_pence", flat=True)) == [2000, 3000]
    release(first, oscar)
    open_pence = ItemBalance.objects.filter(item__kind="instalment").order_by("item__amount_pence")
    assert [one.open_pence for one in open_pence] == [0, 6000]
    last_on = date(2026, 12, 29)
    release(choose(olive, last_on, on=date(2026, 12, 23)), oscar, on=date(2026, 12, 23))
    last = Collection.objects.latest("id")
    assert (last.code, last.amount_pence, last.collect_on) == ("19", 5000, last_on)
    assert [one.open_pence for one in open_pence.all()] == [0, 1000]
    choose(olive, date(2027, 1, 6), on=date(2027, 1, 4))
    assert Standing.objects.get().state == "active"
    choose(olive, date(2027, 1, 15), on=date(2027, 1, 12))
    assert Standing.objects.get().state == "cancelled"
    assert Notice.objects.latest("id").kind == "cancelled"
    assert not Lodgement.objects.filter(code="0C").exists()
    assert check_books().agrees


def test_less_owed_than_the_fixed_sum_is_not_taken(olive: Actor, tmp_path: Path) -> None:
    payer = a_payer(tmp_path, olive, "30.00")
    plan = PlanTold("fixed", 5000, "weekly", first_on=DUE_ON, times=2)
    set_collection_plan(mandate=payer.pk, plan=plan, on=MONDAY, at=at(MONDAY), by=olive)
    lodge(olive)
    tell(olive)
    done = choose(olive)
    assert (done.collections, done.excluded) == (0, 1)
    assert Exclusion.objects.get().why == "paid"
