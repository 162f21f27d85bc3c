"""Disputes: known with their deadline, won they change nothing, lost they are owed again and lower the settlement."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
from by_card import ask, billed, left, pay, start, the_books_agree, there

from piperoll.cards import queries
from piperoll.cards.ask_card_disputes import CardDisputesAsked, ask_card_disputes
from piperoll.cards.models import CardEnd, CardSettlement, DisputeKnownBefore
from piperoll.cards.settle_card_payments import SettledCards, settle_card_payments
from piperoll.cards.stub import Stub
from piperoll.foundations.actors import Actor
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receipting.models import Expected
from piperoll.reconciliation.check_books import check_books
from piperoll.runs.models import RunRejection
from piperoll.takings import queries as takings
from piperoll.takings.models import StillPaid, Unpaid
from piperoll.takings.return_unpaid import return_unpaid
from the_day import MONDAY, MORNING, bank, paid, statement

TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)


def on(day: Any, by: Actor) -> dict[str, Any]:
    return {"on": day, "at": MORNING + (day - MONDAY), "by": by}


def disputes(by: Actor, day: Any = WEDNESDAY) -> CardDisputesAsked:
    """Ask about disputes."""
    return ask_card_disputes(**on(day, by))


def settle(by: Actor, day: Any = WEDNESDAY) -> SettledCards:
    """Take in what was settled."""
    return settle_card_payments(**on(day, by))


def test_one_lost_is_owed_again_and_the_next_settlement_is_less_by_it(
    stub: Stub, manager: Actor, tmp_path: Path
) -> None:
    stub.books.fee_pence = 25
    first, second = billed(tmp_path, manager, "50.00", "120.00")
    one = start(manager, {first: 50_00})
    pay(stub, one)
    ask(manager)
    dispute = stub.books.dispute(there(one))["dispute_id"]
    told = disputes(manager, MONDAY)
    assert (told.asked, told.new, told.lost) == (1, 1, 0)
    (shown,) = queries.disputes(most=5)
    assert (shown.state, shown.reason, shown.answer_by) == ("needs_response", "fraudulent", MONDAY + timedelta(days=7))
    stub.books.decide(dispute, "lost")
    assert disputes(manager, TUESDAY).exceptions == 1  # no settlement brought it yet
    assert "has not been paid in yet" in RunRejection.objects.latest("id").reason
    stub.books.decide(dispute, "under_review")
    stub.books.settle(MONDAY)
    stub.books.decide(dispute, "lost")
    assert settle(manager, TUESDAY).net_pence == 49_75
    told = disputes(manager, TUESDAY)
    assert (told.lost, told.pence, told.exceptions, left(first)) == (1, 50_00, 0, 50_00)
    assert (disputes(manager, TUESDAY).run, Unpaid.objects.get().expected) == (None, None)
    assert queries.payments(most=1)[0].returned_on == TUESDAY
    the_books_agree()
    pay(stub, start(manager, {second: 120_00}, **{"on": TUESDAY, "at": MORNING + timedelta(days=1)}))
    ask(manager, on=TUESDAY, at=MORNING + timedelta(days=1))
    stub.books.settle(TUESDAY)
    made = settle(manager)
    assert (made.gross_pence, made.disputes_pence, made.fees_pence, made.net_pence) == (120_00, 50_00, 15_25, 54_75)
    the_books_agree()
    bank(
        tmp_path, manager,
        statement(paid("49.75", "STRIPE", on=WEDNESDAY), paid("54.75", "STRIPE", on=WEDNESDAY), on=WEDNESDAY),
    )  # fmt: skip
    assert allocate_receipts(**on(WEDNESDAY, manager)).expected == 2
    assert {row.code: row.pence for row in takings.holding()}["CARD"] == 0
    the_books_agree()


def test_one_won_changes_nothing_and_others_are_left_alone(stub: Stub, manager: Actor, tmp_path: Path) -> None:
    (number,) = billed(tmp_path, manager, "50.00")
    one = start(manager, {number: 50_00})
    pay(stub, one)
    ask(manager)
    stub.books.decide(stub.books.dispute(there(one))["dispute_id"], "won")
    stub.books.disputes["du9"] = {
        **stub.books.disputes["du" + "1".zfill(24)],
        "dispute_id": "du9",
        "payment_id": "not ours",
    }
    told = disputes(manager)
    assert (told.asked, told.new, told.won, told.lost, left(number)) == (2, 1, 1, 0, 0)
    the_books_agree()


def test_one_lost_in_part_takes_that_part_back_and_the_rest_still_pays(
    stub: Stub, manager: Actor, tmp_path: Path, as_superuser: psycopg.Connection
) -> None:
    stub.books.fee_pence = 25
    first, second, third = billed(tmp_path, manager, "50.00", "30.00", "120.00")
    one = start(manager, {first: 50_00, second: 30_00})
    pay(stub, one)
    ask(manager)
    stub.books.settle(MONDAY)
    assert settle(manager, TUESDAY).net_pence == 79_75
    part = stub.books.dispute(there(one))
    part["amount"] = 20_00
    stub.books.decide(part["dispute_id"], "lost")
    told = disputes(manager, TUESDAY)
    assert (told.lost, told.pence, told.exceptions) == (1, 20_00, 0)
    assert (left(first), left(second)) == (0, 20_00)
    shown = queries.payments(most=1)[0]
    assert (shown.returned_on, shown.returned_pence) == (TUESDAY, 20_00)
    the_books_agree()
    pay(stub, start(manager, {third: 120_00}, **{"on": TUESDAY, "at": MORNING + timedelta(days=1)}))
    ask(manager, on=TUESDAY, at=MORNING + timedelta(days=1))
    stub.books.settle(TUESDAY)
    made = settle(manager)
    assert (made.disputes_pence, made.net_pence) == (20_00, 120_00 - 20_00 - 15_25)
    the_books_agree()
    again = stub.books.dispute(there(one))
    stub.books.decide(again["dispute_id"], "lost")
    assert disputes(manager).exceptions == 1
    assert "was returned unpaid already" in RunRejection.objects.latest("id").reason
    as_superuser.execute("SET session_replication_role = replica")
    as_superuser.execute("UPDATE takings_unpaid SET amount_pence = amount_pence + 1")
    assert {"Returned unpaid", "Card disputes"} <= {control.name for control in check_books().disagreeing}


def returned_by_hand(by: Actor, day: Any) -> Unpaid:
    """An officer took the payment back before anybody asked GOV.UK Pay."""
    (receipt,) = CardEnd.objects.filter(state="success").values_list("taking_id", flat=True)[:1]
    return_unpaid(receipt=receipt, reason="the provider wrote that it is disputed", **on(day, by))
    return Unpaid.objects.get(taking_id=receipt)


def test_one_taken_back_by_hand_before_is_known_again_and_never_taken_back_twice(
    stub: Stub, manager: Actor, tmp_path: Path, as_superuser: psycopg.Connection
) -> None:
    stub.books.fee_pence = 25
    first, second = billed(tmp_path, manager, "50.00", "120.00")
    one = start(manager, {first: 50_00})
    pay(stub, one)
    ask(manager)
    stub.books.settle(MONDAY)
    settle(manager, TUESDAY)
    by_hand = returned_by_hand(manager, TUESDAY)
    stub.books.decide(stub.books.dispute(there(one))["dispute_id"], "lost")
    told = disputes(manager, TUESDAY)
    assert (told.lost, told.known_before, told.pence, told.exceptions) == (1, 1, 0, 0)
    assert (left(first), Unpaid.objects.count(), disputes(manager).run) == (50_00, 1, None)
    assert Expected.objects.get(replaces=by_hand.expected).amount_pence == 0
    assert queries.disputes(most=1)[0].by_hand_on == TUESDAY
    pay(stub, start(manager, {second: 120_00}, **{"on": TUESDAY, "at": MORNING + timedelta(days=1)}))
    ask(manager, on=TUESDAY, at=MORNING + timedelta(days=1))
    stub.books.settle(TUESDAY)
    assert settle(manager).net_pence == 120_00 - 50_00 - 15_25
    the_books_agree()
    bank(
        tmp_path, manager,
        statement(paid("49.75", "STRIPE", on=WEDNESDAY), paid("54.75", "STRIPE", on=WEDNESDAY), on=WEDNESDAY),
    )  # fmt: skip
    assert allocate_receipts(**on(WEDNESDAY, manager)).expected == 2
    assert {row.code: row.pence for row in takings.holding()}["CARD"] == 0
    the_books_agree()
    as_superuser.execute("SET session_replication_role = replica")
    as_superuser.execute("DELETE FROM cards_disputeknownbefore")
    assert "Card disputes" in {control.name for control in check_books().disagreeing}


def test_one_whose_debit_the_bank_has_shown_is_never_settled_a_second_time(
    stub: Stub, manager: Actor, tmp_path: Path
) -> None:
    (number,) = billed(tmp_path, manager, "50.00")
    one = start(manager, {number: 50_00})
    pay(stub, one)
    ask(manager)
    stub.books.settle(MONDAY)
    settle(manager, TUESDAY)
    returned_by_hand(manager, TUESDAY)
    bank(
        tmp_path, manager,
        statement(paid("50.00", "STRIPE", on=TUESDAY), paid("-50.00", "CHARGEBACK", on=TUESDAY), on=TUESDAY),
    )  # fmt: skip
    assert allocate_receipts(**on(TUESDAY, manager)).expected == 2
    stub.books.decide(stub.books.dispute(there(one))["dispute_id"], "lost")
    assert disputes(manager, TUESDAY).known_before == 1
    assert (DisputeKnownBefore.objects.get().instead, settle(manager).run) == (None, None)
    the_books_agree()
    stub.books.settle(TUESDAY)
    assert not queries.standing().kept_waits
    pay(stub, start(manager, {number: 50_00}, **{"on": TUESDAY, "at": MORNING + timedelta(days=1)}))
    ask(manager, on=TUESDAY, at=MORNING + timedelta(days=1))
    stub.books.settle(TUESDAY)
    assert settle(manager).exceptions == 1
    assert "would be taken twice" in RunRejection.objects.latest("id").reason


def test_a_part_of_what_was_taken_back_by_hand_is_known_again_and_the_rest_pays_again(
    stub: Stub, manager: Actor, tmp_path: Path, as_superuser: psycopg.Connection
) -> None:
    first, second = billed(tmp_path, manager, "50.00", "120.00")
    one = start(manager, {first: 50_00})
    pay(stub, one)
    ask(manager)
    stub.books.settle(MONDAY)
    settle(manager, TUESDAY)
    by_hand = returned_by_hand(manager, TUESDAY)
    assert left(first) == 50_00
    part = stub.books.dispute(there(one))
    part["amount"] = 20_00
    stub.books.decide(part["dispute_id"], "lost")
    told = disputes(manager, TUESDAY)
    assert (told.lost, told.known_before, told.pence, told.exceptions) == (1, 1, 0, 0)
    assert (left(first), StillPaid.objects.get().amount_pence, disputes(manager).run) == (20_00, 30_00, None)
    assert Expected.objects.get(replaces=by_hand.expected).amount_pence == 0
    assert [one.returned_pence for one in queries.payments(most=9)] == [20_00]
    the_books_agree()
    pay(stub, start(manager, {second: 120_00}, **{"on": TUESDAY, "at": MORNING + timedelta(days=1)}))
    ask(manager, on=TUESDAY, at=MORNING + timedelta(days=1))
    stub.books.settle(TUESDAY)
    net = settle(manager).net_pence
    assert net == 120_00 - 20_00 - 15_00
    the_books_agree()
    credits = [paid("50.00", "STRIPE", on=WEDNESDAY), paid(f"{net / 100:.2f}", "STRIPE", on=WEDNESDAY)]
    bank(tmp_path, manager, statement(*credits, on=WEDNESDAY))
    assert allocate_receipts(**on(WEDNESDAY, manager)).expected == 2
    assert {row.code: row.pence for row in takings.holding()}["CARD"] == 0
    the_books_agree()
    as_superuser.execute("SET session_replication_role = replica")
    as_superuser.execute("UPDATE takings_stillpaid SET amount_pence = amount_pence + 1")
    assert {"Card disputes", "Returned unpaid"} <= {control.name for control in check_books().disagreeing}


def test_one_of_another_sum_than_the_bank_took_after_it_was_returned_by_hand_waits_for_somebody(
    stub: Stub, manager: Actor, tmp_path: Path
) -> None:
    (number,) = billed(tmp_path, manager, "50.00")
    one = start(manager, {number: 50_00})
    pay(stub, one)
    ask(manager)
    stub.books.settle(MONDAY)
    settle(manager, TUESDAY)
    returned_by_hand(manager, TUESDAY)
    bank(
        tmp_path, manager,
        statement(paid("50.00", "STRIPE", on=TUESDAY), paid("-50.00", "CHARGEBACK", on=TUESDAY), on=TUESDAY),
    )  # fmt: skip
    assert allocate_receipts(**on(TUESDAY, manager)).expected == 2
    part = stub.books.dispute(there(one))
    part["amount"] = 20_00
    stub.books.decide(part["dispute_id"], "lost")
    assert disputes(manager, TUESDAY).exceptions == 1
    assert "£50.00 of it as the bank has shown, and the dispute took £20.00" in RunRejection.objects.latest("id").reason
    the_books_agree()


ALTERATIONS = (
    ("UPDATE cards_carddispute SET amount_pence = amount_pence + 1", "Card disputes"),
    ("DELETE FROM cards_carddisputeevent", "Returned unpaid"),
    ("UPDATE cards_settleddispute SET fee_pence = fee_pence + 1", "Card settlements"),
    ("UPDATE takings_unpaid SET amount_pence = amount_pence + 1", "Returned unpaid"),
    ("DELETE FROM takings_unpaid", "Card settlements"),
)


def test_one_altered_row_of_a_dispute_is_noticed(
    stub: Stub, manager: Actor, tmp_path: Path, as_superuser: psycopg.Connection
) -> None:
    first, second = billed(tmp_path, manager, "50.00", "120.00")
    one = start(manager, {first: 50_00})
    pay(stub, one)
    ask(manager)
    stub.books.settle(MONDAY)
    settle(manager, TUESDAY)
    stub.books.decide(stub.books.dispute(there(one))["dispute_id"], "lost")
    disputes(manager, TUESDAY)
    pay(stub, start(manager, {second: 120_00}))
    ask(manager)
    stub.books.settle(TUESDAY)
    settle(manager)
    assert CardSettlement.objects.get(settled_on=TUESDAY).disputes_pence == 50_00
    as_superuser.execute("SET session_replication_role = replica")
    for alteration, control in ALTERATIONS:
        name = alteration.split()[2 if alteration.startswith("DELETE") else 1]
        as_superuser.execute(f"CREATE TEMP TABLE kept AS SELECT * FROM {name}")
        assert as_superuser.execute(alteration).rowcount == 1
        assert control in {one.name for one in check_books().disagreeing}, alteration
        as_superuser.execute(f"DELETE FROM {name}; INSERT INTO {name} SELECT * FROM kept; DROP TABLE kept")
    the_books_agree()
