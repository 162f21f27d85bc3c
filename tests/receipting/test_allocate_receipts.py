"""What is certain is placed; what is not waits with its reason; whatever was done can be undone in one step."""

from pathlib import Path

import pytest
from django.db import transaction

from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.receipting.allocate_receipts import (
    Allocated,
    allocate_receipts,
    council_schemes,
    decide_chunk,
    key_names,
    lines_of,
    sql,
)
from piperoll.receipting.hold_receipt import NoReason, hold_receipt
from piperoll.receipting.matching.book import Book
from piperoll.receipting.matching.facts import Debtor
from piperoll.receipting.matching.rarity import names_borne
from piperoll.receipting.place_receipt import (
    MoreThanOwed,
    MoreThanReceived,
    NothingInSuspense,
    NotTheirs,
    place_receipt,
)
from piperoll.receipting.undo_placement import AlreadyUndone, undo_placement
from piperoll.reconciliation.check_books import check_books
from piperoll.runs.checking_seals import check_chain
from the_day import MONDAY, MORNING, ask, bank, bill, charge, paid, statement

PAYER = "PICKLE AND SONS"


def allocate(by: Actor) -> Allocated:
    return allocate_receipts(on=MONDAY, at=MORNING, by=by)


def owed() -> dict[str, int]:
    rows = ask("SELECT reference, sum(open_pence)::int AS pence FROM receivables_itembalance b"
               " JOIN receivables_item i ON i.id = b.item_id WHERE i.kind = 'instalment' GROUP BY reference")  # fmt: skip
    return {row.reference: row.pence for row in rows}


def test_a_reference_and_its_sum_pay_the_invoice(manager: Actor, tmp_path: Path) -> None:
    number = bill(tmp_path, manager, charge("A", "120.00")).first_number
    bank(tmp_path, manager, statement(paid("120.00", f"{PAYER} {number}", PAYER)))
    done = allocate(manager)
    assert (done.allocated, done.placed_pence, done.allocated_pence) == (1, 12000, 12000)
    assert owed() == {number: 0}
    assert check_books().agrees


def test_a_letter_o_for_a_nought_is_mended_and_said_so(manager: Actor, tmp_path: Path) -> None:
    number = bill(tmp_path, manager, charge("A", "120.00")).first_number
    bank(tmp_path, manager, statement(paid("120.00", f"{PAYER} {number.replace('0', 'O', 3)}", PAYER)))
    assert allocate(manager).allocated == 1
    (match,) = ask("SELECT reasons::text AS reasons, score FROM receipting_match")
    assert number in match.reasons


def test_too_much_pays_the_invoice_and_the_rest_stays_on_the_account(manager: Actor, tmp_path: Path) -> None:
    number = bill(tmp_path, manager, charge("A", "120.00")).first_number
    bank(tmp_path, manager, statement(paid("150.00", f"{PAYER} {number}", PAYER)))
    assert allocate(manager).allocated == 1
    assert owed() == {number: 0}
    assert ask("SELECT open_pence FROM receivables_itembalance WHERE open_pence < 0")[0].open_pence == -3000
    assert check_books().agrees


def test_too_little_is_a_part_payment(manager: Actor, tmp_path: Path) -> None:
    number = bill(tmp_path, manager, charge("A", "120.00")).first_number
    bank(tmp_path, manager, statement(paid("50.00", f"{PAYER} {number}", PAYER)))
    assert allocate(manager).allocated == 1
    assert owed() == {number: 7000}


def test_instalments_are_paid_oldest_first(manager: Actor, tmp_path: Path) -> None:
    number = bill(tmp_path, manager, charge("A", "120.00", instalments="3")).first_number
    bank(tmp_path, manager, statement(paid("60.00", f"{PAYER} {number}", PAYER)))
    allocate(manager)
    left = ask("SELECT open_pence FROM receivables_itembalance b JOIN receivables_item i ON i.id = b.item_id"
               " WHERE i.kind = 'instalment' ORDER BY i.due_on")  # fmt: skip
    assert [row.open_pence for row in left] == [0, 2000, 4000]


def test_two_who_owe_the_same_under_one_name_are_never_guessed_between(manager: Actor, tmp_path: Path) -> None:
    people = ({"name": "Ann Bramble", "address_1": "1 Hedge Row"}, {"name": "Ann Bramble", "address_1": "99 Hedge Row"})
    bill(tmp_path, manager, *(charge(f"A{n}", "33.00", **one) for n, one in enumerate(people)))
    bank(tmp_path, manager, statement(paid("33.00", "BRAMBLE A", "BRAMBLE A")))
    done = allocate(manager)
    assert done.allocated == 0
    assert ask("SELECT reason FROM receipting_suspense")[0].reason


def test_under_which_name_bills_were_paid_before_is_known_until_that_is_undone(manager: Actor, tmp_path: Path) -> None:
    ann = {"name": "Ann Bramble", "address_1": "1 Hedge Row"}
    number = bill(tmp_path, manager, charge("A", "40.00", **ann)).first_number
    bank(tmp_path, manager, statement(paid("40.00", f"BRAMBLE A {number}", "BRAMBLE A")), name="one.xml")
    assert allocate(manager).allocated == 1
    bill(tmp_path, manager, charge("B", "50.00", **ann), name="later.csv")
    bank(tmp_path, manager, statement(paid("50.00", "BRAMBLE A", "BRAMBLE A"), opening="1040.00"))
    told = "their bills were paid under this very name before"
    assert told in _reasons_now()
    undo_placement(placement=placement(), reason="wrong Ann", on=MONDAY, at=MORNING, by=manager)
    assert told not in _reasons_now()


def _reasons_now() -> tuple[str, ...]:
    """Why the engine would put the newest receipt where it would."""
    key_names()
    newest = ask("SELECT max(receipt_id) AS id FROM receipting_suspense")[0].id
    with transaction.atomic():
        book = Book(council_schemes(), customers_in_all=1)
        (decision,) = decide_chunk(book, lines_of([newest]), council_schemes(), MONDAY)
    return tuple(decision.candidates[0].reasons)


def test_the_names_of_bodies_are_counted_as_the_engine_counts_them(manager: Actor, tmp_path: Path) -> None:
    firms = ("Copper Kennels (Anytown) Ltd", "COPPER  KENNELS (ANYTOWN) LLP", "Orchard Tiling", "Orchard Tiling ")
    bill(tmp_path, manager, *(charge(f"A{n}", "33.00", name=name, customer_kind="company", address_1=f"{n} Hedge Row")
                              for n, name in enumerate((*firms, "Quarry Glazing"))), charge("B", "33.00"))  # fmt: skip
    everybody = [Debtor(row.id, row.reference, row.name, row.kind.replace("_", " "), last=row.last_name)
                 for row in ask("SELECT id, reference, name, kind, last_name FROM customers_customer")]  # fmt: skip
    assert {row.bearers: row.names for row in sql.names_borne()} == names_borne(everybody) == {2: 2, 1: 2}


def test_the_second_payment_of_a_paid_invoice_waits(manager: Actor, tmp_path: Path) -> None:
    number = bill(tmp_path, manager, charge("A", "120.00")).first_number
    twice = [paid("120.00", f"{PAYER} {number}", PAYER)] * 2
    bank(tmp_path, manager, statement(*twice))
    done = allocate(manager)
    assert (done.allocated, done.suspense) == (1, 1)
    assert check_books().agrees


def test_looking_again_changes_nothing(manager: Actor, tmp_path: Path) -> None:
    bill(tmp_path, manager, charge("A", "120.00"))
    bank(tmp_path, manager, statement(paid("55.55", "WHO KNOWS", "A STRANGER")))
    allocate(manager)
    before = ask("SELECT count(*) AS many FROM receipting_match")[0].many
    allocate(manager)
    assert ask("SELECT count(*) AS many FROM receipting_match")[0].many == before


def test_money_without_a_home_finds_it_once_the_invoice_is_raised(manager: Actor, tmp_path: Path) -> None:
    bank(tmp_path, manager, statement(paid("120.00", f"{PAYER} AT0000000195", PAYER)))
    assert allocate(manager).allocated == 0
    assert bill(tmp_path, manager, charge("A", "120.00")).first_number == "AT0000000195"
    assert allocate(manager).allocated == 1


def test_a_bank_account_that_paid_before_is_known_again(manager: Actor, tmp_path: Path) -> None:
    first = bill(tmp_path, manager, charge("A", "120.00")).first_number
    account = "20123412345678"
    bank(tmp_path, manager, statement(paid("120.00", f"{PAYER} {first}", PAYER, account=account)), name="one.xml")
    allocate(manager)
    second = bill(tmp_path, manager, charge("B", "77.31"), name="two.csv").first_number
    bank(tmp_path, manager, statement(paid("77.31", "PAYMENT", "M PICKLE", account=account), opening="1120.00"))
    allocate(manager)
    assert owed() == {first: 0, second: 0}


def placement() -> int:
    return int(ask("SELECT max(id) AS id FROM receipting_placement WHERE undoes_id IS NULL")[0].id)


def test_a_standing_order_is_known_by_what_came_before(manager: Actor, tmp_path: Path) -> None:
    """The second £10.00 says nothing at all: it came under the same name towards the same bill a month ago."""
    number = bill(tmp_path, manager, charge("A", "120.00", instalments="12")).first_number
    bank(tmp_path, manager, statement(paid("10.00", f"{PAYER} {number}", PAYER)), name="one.xml")
    assert allocate(manager).allocated == 1
    bank(tmp_path, manager, statement(paid("10.00", PAYER, PAYER), opening="1010.00"))
    assert allocate(manager).allocated == 1
    assert owed() == {number: 10000}
    (match,) = ask("SELECT reasons::text AS reasons FROM receipting_match ORDER BY id DESC LIMIT 1")
    assert "was paid towards it before (once)" in match.reasons


def test_of_a_common_name_who_is_not_fetched_is_counted(
    manager: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the Bramble who owes the sum is fetched; the suggestion is no surer for it."""
    names = ("Ann Bramble", "Abe Bramble", "Amy Bramble", "Ada Bramble")
    people = ({"name": name, "address_1": f"{n} Hedge Row"} for n, name in enumerate(names))
    sums = ("33.00", "40.00", "41.00", "42.00")
    bill(tmp_path, manager, *(charge(f"A{s}", s, **one) for s, one in zip(sums, people, strict=True)))
    bank(tmp_path, manager, statement(paid("33.00", "BRAMBLE A", "BRAMBLE A")))
    key_names()
    scores = []
    for most in (200, 1):
        monkeypatch.setattr("piperoll.receipting.allocate_receipts.NAMESAKES_AT_MOST", most)
        (receipt,) = ask("SELECT receipt_id FROM receipting_suspense")
        with transaction.atomic():
            book = Book(council_schemes(), sum_counts={3300: 1, 4000: 1, 4100: 1, 4200: 1}, customers_in_all=4)
            (decision,) = decide_chunk(book, lines_of([receipt.receipt_id]), council_schemes(), MONDAY)
        scores.append(decision.candidates[0].score)
    assert scores[0] == scores[1]


def test_undo_puts_everything_back_and_erases_nothing(manager: Actor, tmp_path: Path) -> None:
    number = bill(tmp_path, manager, charge("A", "120.00", instalments="2")).first_number
    bank(tmp_path, manager, statement(paid("150.00", f"{PAYER} {number}", PAYER, account="20123412345678")))
    allocate(manager)
    undone = undo_placement(placement=placement(), reason="wrong Pickle", on=MONDAY, at=MORNING, by=manager)
    assert (undone.back_in_suspense_pence, undone.allocations_undone) == (15000, 2)
    assert owed() == {number: 12000}
    (waiting,) = ask("SELECT open_pence, reason FROM receipting_suspense")
    assert (waiting.open_pence, "wrong Pickle" in waiting.reason) == (15000, True)
    assert ask("SELECT count(*) AS many FROM customers_payeraccount")[0].many == 0
    assert check_books().agrees
    assert check_chain().agrees
    with pytest.raises(AlreadyUndone):
        undo_placement(placement=placement(), reason="wrong Ada", on=MONDAY, at=MORNING, by=manager)


def test_an_officer_places_what_the_engine_would_not(manager: Actor, tmp_path: Path) -> None:
    number = bill(tmp_path, manager, charge("A", "120.00")).first_number
    bank(tmp_path, manager, statement(paid("55.55", "WHO KNOWS", "A STRANGER")))
    allocate(manager)
    receipt = ask("SELECT receipt_id FROM receipting_suspense")[0].receipt_id
    item = ask("SELECT id, customer_id FROM receivables_item")[0]
    act = {"receipt": receipt, "customer": item.customer_id, "on": MONDAY, "at": MORNING, "by": manager}
    for wrong, refusal in (
        ({"allocations": {item.id: 6000}}, MoreThanReceived),
        ({"allocations": {item.id + 9: 100}}, NotTheirs),
        ({"allocations": {item.id: 12001}}, MoreThanReceived),
    ):
        with pytest.raises(refusal):
            place_receipt(**act, **wrong)
    placed = place_receipt(**act, allocations={item.id: 5000}, unapplied_pence=555, reason="rang to say so")
    assert (placed.placed_pence, placed.allocated_pence) == (5555, 5000)
    assert owed() == {number: 7000}
    with pytest.raises(NothingInSuspense):
        place_receipt(**act, allocations={item.id: 1})
    assert check_books().agrees


def test_more_than_an_item_owes_is_refused_in_words(manager: Actor, tmp_path: Path) -> None:
    number = bill(tmp_path, manager, charge("A", "10.00")).first_number
    bank(tmp_path, manager, statement(paid("55.55", "WHO KNOWS", "A STRANGER")))
    receipt = ask("SELECT receipt_id FROM receipting_suspense")[0].receipt_id
    item = ask("SELECT id, customer_id FROM receivables_item")[0]
    with pytest.raises(MoreThanOwed, match=f"{number} has £10.00 left to pay, less than the £20.00"):
        place_receipt(
            receipt=receipt, customer=item.customer_id, allocations={item.id: 2000}, on=MONDAY, at=MORNING, by=manager
        )


def test_a_held_receipt_is_left_alone_until_it_is_let_go(manager: Actor, tmp_path: Path) -> None:
    number = bill(tmp_path, manager, charge("A", "120.00")).first_number
    bank(tmp_path, manager, statement(paid("120.00", f"{PAYER} {number}", PAYER)))
    receipt = ask("SELECT receipt_id FROM receipting_suspense")[0].receipt_id
    act = {"receipt": receipt, "on": MONDAY, "at": MORNING, "by": manager}
    with pytest.raises(NoReason):
        hold_receipt(reason=" ", **act)
    hold_receipt(reason="the cheque may bounce", **act)
    assert allocate(manager).looked_at == 0
    hold_receipt(reason="", release=True, **act)
    assert allocate(manager).allocated == 1
    with pytest.raises(Refused):
        hold_receipt(reason="too late", **act)
