"""A payer's list is kept when it adds up, splits the one credit it is behind, and never guesses."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import psycopg
import pytest

from piperoll.billing.models import Invoice
from piperoll.formats.remittance_tables import read
from piperoll.formats.table_csv import NotATable
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import plain_pounds
from piperoll.receipting import remittances
from piperoll.receipting.accept_candidate import accept_candidate
from piperoll.receipting.allocate_receipts import Allocated, allocate_receipts
from piperoll.receipting.import_remittance import DoesNotAddUp, NoPayer, NothingPaid, RemittanceUsed, UnreadableLines
from piperoll.receipting.undo_placements import undo_placements
from piperoll.reconciliation.check_books import check_books
from piperoll.runs.checking_seals import check_chain
from piperoll.runs.running import AlreadyTakenIn
from receipting.remitting import SHOWN, listed, remit
from the_day import MONDAY, MORNING, ask, bank, bill, charge, paid, statement

Lines = list[tuple[str, str, str]]


def allocate(by: Actor) -> Allocated:
    return allocate_receipts(on=MONDAY, at=MORNING, by=by)


def receipt() -> int:
    return int(ask("SELECT max(id) AS id FROM receipting_receipt")[0].id)


def left() -> int:
    """Pence still owed on every invoice."""
    return int(ask("SELECT sum(open_pence) AS pence FROM receivables_itembalance WHERE open_pence > 0")[0].pence or 0)


@pytest.fixture
def twelve(manager: Actor, tmp_path: Path) -> Lines:
    """Twelve invoices of ten customers, £11 to £22: £198.00 in all."""
    people = [
        {"name": f"{name} Bramble", "address_1": f"{n} Hedge Row"}
        for n, name in enumerate(["Ada", "Ben", "Cal", "Dot", "Eve", "Flo", "Gus", "Hal", "Ivy", "Jo"], 1)
    ]
    bill(tmp_path, manager, *(charge(f"C{n}", f"{11 + n}.00", **people[n % 10]) for n in range(12)))
    found = Invoice.objects.select_related("customer").order_by("id")
    return [(one.number, one.customer.name, plain_pounds(one.gross_pence)) for one in found]


def test_one_credit_is_split_over_twelve_invoices_of_ten_customers(
    manager: Actor, tmp_path: Path, twelve: Lines
) -> None:
    made = remit(tmp_path, manager, listed(*twelve, above="Anyshire\n\n", below="Total,,198.00\n"), "198.00")
    assert (made.lines, made.pence) == (12, 198_00)
    assert remittances.remittance(made.remittance, hidden=()).waits
    bank(tmp_path, manager, statement(paid("198.00", "BACS CREDIT", SHOWN)))
    done = allocate(manager)
    assert (done.allocated, done.placed_pence, done.allocated_pence, left()) == (1, 198_00, 198_00, 0)
    assert ask("SELECT count(*) AS many FROM receipting_placement")[0].many == 10
    (used,) = remittances.behind(receipt(), hidden=())
    assert (used.id, used.stands) == (made.remittance, True)
    assert remittances.remittance(made.remittance, hidden=()).receipt_id == receipt()
    assert check_books().agrees
    with pytest.raises(RemittanceUsed):
        remit(tmp_path, manager, listed(twelve[0]), "11.00")
    undo_placements(of_run=done.run, reason="Not theirs", on=MONDAY, at=MORNING, by=manager)
    assert remittances.remittance(made.remittance, hidden=()).waits
    assert not remittances.behind(receipt(), hidden=())[0].stands


def test_a_remittance_is_used_once(manager: Actor, tmp_path: Path, twelve: Lines) -> None:
    remit(tmp_path, manager, listed(*twelve), "198.00")
    bank(tmp_path, manager, statement(*[paid("198.00", "BACS CREDIT", SHOWN)] * 2))
    assert allocate(manager).allocated == 1
    assert allocate(manager).allocated == 0
    assert check_books().agrees


@pytest.mark.parametrize(("banked", "said"), [("197.99", "£0.01 short"), ("198.01", "£0.01 over")])
def test_a_penny_out_is_suggested_and_says_why(
    banked: str, said: str, manager: Actor, tmp_path: Path, twelve: Lines
) -> None:
    remit(tmp_path, manager, listed(*twelve), "198.00", paid_on=MONDAY - timedelta(days=3))
    bank(tmp_path, manager, statement(paid(banked, "REMIT ACC 20117", SHOWN)))
    done = allocate(manager)
    assert (done.allocated, done.suggested) == (0, 1)
    (waiting,) = ask("SELECT reason FROM receipting_suspense")
    assert said in waiting.reason
    match = ask("SELECT max(id) AS id FROM receipting_match")[0].id
    accepted = accept_candidate(match=match, candidate=0, on=MONDAY, at=MORNING, by=manager)
    (kept,) = remittances.all_of_them(hidden=())
    assert (kept.waits, kept.receipt_id) == (False, receipt())
    assert accepted.placed_pence == min(198_00, int(banked.replace(".", "")))
    assert check_books().agrees


@pytest.mark.parametrize(
    ("narrative", "payer", "days", "allocated"),
    [
        ("PAYMENT ACC-20117", "TREASURER", 4, 1),  # by its reference
        ("PAYMENT", SHOWN, 5, 1),  # by its payer
        ("PAYMENT", SHOWN, 6, 0),  # too long ago
        ("PAYMENT ACC-20118", "TREASURER", 4, 0),  # somebody else's
    ],
)
def test_a_remittance_must_be_of_the_days_and_the_payer(
    narrative: str, payer: str, days: int, allocated: int, manager: Actor, tmp_path: Path, twelve: Lines
) -> None:
    remit(tmp_path, manager, listed(*twelve), "198.00", paid_on=MONDAY - timedelta(days=days))
    bank(tmp_path, manager, statement(paid("198.00", narrative, payer)))
    assert allocate(manager).allocated == allocated


def test_what_it_names_twice_or_we_do_not_know_waits(manager: Actor, tmp_path: Path, twelve: Lines) -> None:
    number, name, pounds = twelve[0]
    odd = [twelve[1], twelve[2], (number, name, pounds), (number, name, pounds), ("PO 7781", "", "5.00")]
    remit(tmp_path, manager, listed(*odd), "52.00")
    bank(tmp_path, manager, statement(paid("52.00", "BACS CREDIT", SHOWN)))
    done = allocate(manager)
    assert (done.allocated, done.placed_pence) == (1, 36_00)
    (waiting,) = ask("SELECT open_pence, state, reason FROM receipting_suspense")
    assert (waiting.open_pence, waiting.state) == (16_00, "waiting")
    assert "Not placed: PO 7781 £5.00" in waiting.reason
    assert check_books().agrees


def test_what_it_takes_off_is_left_to_an_officer(manager: Actor, tmp_path: Path, twelve: Lines) -> None:
    number, name, _ = twelve[3]
    remit(tmp_path, manager, listed(*twelve[:3], (number, name, "(4.00)")), "32.00")
    bank(tmp_path, manager, statement(paid("32.00", "BACS CREDIT", SHOWN)))
    assert allocate(manager).allocated == 0
    assert "takes off a credit" in ask("SELECT reason FROM receipting_suspense")[0].reason


def test_a_later_list_of_the_same_payment_replaces_it(manager: Actor, tmp_path: Path, twelve: Lines) -> None:
    first = remit(tmp_path, manager, listed(twelve[0]), "11.00")
    with pytest.raises(AlreadyTakenIn):
        remit(tmp_path, manager, listed(twelve[0]), "11.00")
    second = remit(tmp_path, manager, listed(twelve[1]), "12.00", payer="ANYSHIRE county council")
    assert second.replaces == first.remittance
    assert [(row.id, row.waits) for row in remittances.all_of_them(hidden=())] == [
        (second.remittance, True),
        (first.remittance, False),
    ]


@pytest.mark.parametrize(
    ("content", "refusal", "said"),
    [
        (listed(("AT1", "", "9.99")), DoesNotAddUp, "come to £9.99, but the payment’s total is £10.00: £0.01 too little"),
        (listed(("AT1", "", "10.00"), below="Total,,11.00\n"), DoesNotAddUp, "but its own total is £11.00"),
        (listed(("AT1", "", "ten"), ("", "", "4")), UnreadableLines, "Line 2: amount is not a sum in pounds and pence; "
         "Line 3: reference is missing"),
        (listed(), NothingPaid, "no line that reads as a payment"),
        ("Supplier,Cost\nUs,10.00\n", NotATable, "no row of it names the columns"),
    ],
)  # fmt: skip
def test_a_list_that_will_not_do_is_refused_whole(
    content: str, refusal: type[Exception], said: str, manager: Actor, tmp_path: Path
) -> None:
    with pytest.raises(refusal, match=said):
        remit(tmp_path, manager, content, "10.00")
    assert ask("SELECT count(*) AS many FROM receipting_remittance")[0].many == 0


def test_it_must_say_who_pays(manager: Actor, tmp_path: Path) -> None:
    with pytest.raises(NoPayer):
        remit(tmp_path, manager, listed(("AT1", "", "1.00")), "1.00", payer=" ")


@pytest.mark.parametrize(
    ("text", "pence"), [("£1,204.50", 120450), ("(3.00)", -300), ("3.00-", -300), ("-3", -300), ("0.00", None)]
)
def test_sums_are_read_as_payers_write_them(text: str, pence: int | None) -> None:
    found = read(BytesIO(f'Your Ref;Value\nA1;"{text}"\n'.encode()), "a.csv").lines
    assert [line.amount_pence for line in found] == ([pence] if pence else [])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE receipting_remittance SET total_pence = total_pence + 1",
        "UPDATE receipting_remittanceline SET reference = 'AT99'",
        "UPDATE receipting_remittanceuse SET receipt_id = receipt_id",
    ],
)
def test_nothing_of_it_is_altered(
    statement: str, manager: Actor, tmp_path: Path, as_superuser: psycopg.Connection
) -> None:
    remit(tmp_path, manager, listed(("AT1", "", "1.00")), "1.00")
    assert check_chain().agrees
    as_superuser.execute("SET session_replication_role = replica")
    as_superuser.execute(statement)
    assert check_chain().agrees == ("use" in statement)
    assert check_books().agrees == ("total" not in statement)
