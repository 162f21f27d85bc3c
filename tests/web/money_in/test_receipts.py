"""A receipt on the page: why it waits, the ways to use it, placing by hand, holding, undoing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from browser.a_day import a_day
from piperoll.foundations.actors import Actor
from piperoll.reconciliation.check_books import check_books
from the_day import MONDAY, ask, bank, bill, charge, paid, statement
from web.reading import posted, said
from web.staff import client_of


@pytest.fixture
def desk(books: object, tmp_path: Path) -> Client:
    """A day's receipts and an officer to look at them."""
    a_day(tmp_path)
    return client_of("officer")


def address(pence: int) -> str:
    (row,) = ask("SELECT id FROM receipting_receipt WHERE amount_pence = %(p)s", p=pence)
    return f"/money-in/receipts/{row.id}/"


def customer(name: str) -> str:
    return str(ask("SELECT reference FROM customers_customer WHERE name = %(n)s", n=name)[0].reference)


def test_a_placed_receipt_says_what_it_paid_and_why(desk: Client) -> None:
    page = said(desk, address(31240))
    assert "paid invoice" in page
    assert "owed and paid £312.40" in page
    assert "Reference AT" in page


def test_the_payers_account_is_never_shown_whole(desk: Client) -> None:
    page = said(desk, address(31240))
    assert "20000012345678" not in page
    assert "••••••••••5678" in page


def test_a_tie_offers_every_way_and_favours_none(desk: Client) -> None:
    page = said(desk, address(4800))
    assert "Zuzanna Nowak" in page
    assert "Zofia Nowak" in page
    assert page.count("Accept<span") == 2
    assert page.count('class="govuk-button govuk-button--secondary"') >= 2
    assert "Waits because" in page


def test_accepting_places_it_and_a_second_click_says_so(desk: Client) -> None:
    where = address(4800)
    (match,) = ask("SELECT max(m.id) AS id FROM receipting_match m JOIN receipting_receipt r ON r.id = m.receipt_id"
                   " WHERE r.amount_pence = 4800")  # fmt: skip
    assert "£48.00 placed, £48.00 of it allocated." in posted(desk, f"{where}accept/", match=match.id, candidate=0)
    assert "it was placed already" in posted(desk, f"{where}accept/", match=match.id, candidate=0)
    assert check_books().agrees


def test_what_somebody_has_at_the_desk_is_nobody_elses_here_either(desk: Client) -> None:
    where = address(4800)
    (match,) = ask("SELECT max(m.id) AS id FROM receipting_match m JOIN receipting_receipt r ON r.id = m.receipt_id"
                   " WHERE r.amount_pence = 4800")  # fmt: skip
    number = where.strip("/").rsplit("/", 1)[-1]
    client_of("officer", username="olive").get(f"/money-in/desk/?receipt={number}")
    assert "has had it at the desk since" in said(desk, where)
    assert f"/money-in/desk/?receipt={number}" in said(desk, where)
    kept_out = "Ask them, or take it over; nothing was changed"
    assert kept_out in posted(desk, f"{where}accept/", match=match.id, candidate=0)
    assert kept_out in posted(desk, f"{where}hold/", reason="Nobody knows")
    place = f"{where}place/{customer('Zofia Nowak')}/"
    assert kept_out in posted(desk, place, on_account="48.00", reason="The older sister pays")
    desk.post("/money-in/desk/take-over/", {"receipt": number})
    assert "has had it at the desk since" not in said(desk, where)
    assert "£48.00 placed, £48.00 of it allocated." in posted(desk, f"{where}accept/", match=match.id, candidate=0)


@pytest.mark.parametrize("sent", [{}, {"match": "x", "candidate": "0"}, {"match": "1" * 40, "candidate": "-1"}])
def test_a_nonsense_acceptance_is_refused_in_a_sentence(desk: Client, sent: dict[str, str]) -> None:
    assert "not on offer any more" in posted(desk, f"{address(4800)}accept/", **sent)


def test_money_the_bank_took_back_cannot_be_placed(desk: Client) -> None:
    page = said(desk, address(-1200))
    assert "the bank took this money back" in page
    assert "Place it by hand" not in page
    page = posted(desk, f"{address(-1200)}place/{customer('Ada Lovegrove')}/", on_account="5")
    assert "money the bank took back" in page


def test_the_oldest_debts_are_filled_in_as_far_as_the_money_goes(desk: Client) -> None:
    page = said(desk, f"{address(50000)}place/{customer('Ada Lovegrove')}/")
    assert page.count('value="20.00"') == 3
    assert 'value="440.00"' in page


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"on_account": "500.01"}, "but only £500.00 of receipt"),
        ({"on_account": "lots"}, "The sum to keep on the account must be a sum of money"),
        ({"on_account": "-5"}, "must be between £0.00"),
        ({}, "Enter how much to place"),
        ({"item": "20.01"}, "has £20.00 left to pay, less than the £20.01"),
        ({"item": "1.234"}, "must be a sum of money, like 12.50"),
    ],
)
def test_sums_that_cannot_be_are_said_at_once_and_kept_as_typed(desk: Client, sent: dict[str, str], said: str) -> None:
    (item,) = ask("SELECT min(i.id) AS id FROM receivables_item i JOIN customers_customer c ON c.id = i.customer_id"
                  " WHERE c.name = 'Ada Lovegrove'")  # fmt: skip
    sent = {f"item-{item.id}" if name == "item" else name: value for name, value in sent.items()}
    page = posted(desk, f"{address(50000)}place/{customer('Ada Lovegrove')}/", **sent)
    assert said in page
    assert "There is a problem" in page
    assert all(f'value="{value}"' in page for value in sent.values())
    assert not ask(
        "SELECT FROM receipting_placement p JOIN receipting_receipt r ON r.id = p.receipt_id WHERE r.amount_pence = 50000"
    )


def test_working_the_total_out_places_nothing(desk: Client) -> None:
    page = posted(desk, f"{address(50000)}place/{customer('Ada Lovegrove')}/", on_account="120.50", work_out="1")
    assert "£120.50" in page
    assert "£379.50" in page
    assert len(ask("SELECT FROM receipting_placement")) == 1


def test_anothers_items_cannot_be_slipped_in(desk: Client) -> None:
    (item,) = ask("SELECT min(i.id) AS id FROM receivables_item i JOIN customers_customer c ON c.id = i.customer_id"
                  " WHERE c.name = 'Ada Lovegrove'")  # fmt: skip
    page = posted(desk, f"{address(50000)}place/{customer('Zofia Nowak')}/", **{f"item-{item.id}": "20"})
    assert "Enter how much to place" in page


def test_placing_part_leaves_the_rest_in_suspense_and_the_books_agree(desk: Client) -> None:
    page = posted(
        desk, f"{address(50000)}place/{customer('Ada Lovegrove')}/", on_account="120.50", reason="Letter of 3 May"
    )
    assert "£120.50 placed on Ada Lovegrove" in page
    assert "£379.50" in page
    assert "Placed by Ines Okafor: Letter of 3 May" in page
    assert check_books().agrees


def test_finding_a_customer_by_name_and_going_straight_by_reference_or_invoice(desk: Client) -> None:
    where = f"{address(50000)}place/"
    assert "Gwendolyn Achterberg-Pugh" in said(desk, f"{where}?q=achter")
    assert "No customer" in said(desk, f"{where}?q=nobodyhere")
    reference = customer("Ada Lovegrove")
    (invoice,) = ask("SELECT number FROM billing_invoice i JOIN customers_customer c ON c.id = i.customer_id"
                     " WHERE c.name = 'Ada Lovegrove'")  # fmt: skip
    for typed in (reference, reference.lower(), f"{invoice.number[:4]} {invoice.number[4:]}"):
        assert desk.get(f"{where}?q={typed}")["Location"] == f"{where}{reference}/"


def test_holding_needs_a_reason_and_letting_go_does_not(desk: Client) -> None:
    where = address(50000)
    assert "Say why the receipt waits" in posted(desk, f"{where}hold/", reason="  ")
    assert "Held by Ines Okafor: asked the bank" in posted(desk, f"{where}hold/", reason="asked the bank")
    assert "Let go by Ines Okafor" in posted(desk, f"{where}hold/", let_go="1")


def test_undoing_needs_a_reason_and_twice_is_well(desk: Client) -> None:
    where = address(31240)
    (placement,) = ask("SELECT id FROM receipting_placement")
    assert "Nothing was undone" in posted(desk, f"{where}undo/", placement=placement.id, reason="")
    assert "£312.40 is in suspense again." in posted(
        desk, f"{where}undo/", placement=placement.id, reason="wrong Pickle"
    )
    assert "was undone already" in posted(desk, f"{where}undo/", placement=placement.id, reason="again")
    assert check_books().agrees


def test_those_who_only_look_are_offered_nothing_to_press(desk: Client) -> None:
    auditor = client_of("auditor", "audrey")
    page = said(auditor, address(4800))
    assert "Zofia Nowak" in page
    assert "Accept" not in page
    assert "Hold in suspense" not in page
    where = address(4800)
    for act_on in ("accept/", "hold/", "undo/"):
        assert auditor.post(where + act_on).status_code == 403
    assert auditor.get(f"{where}place/").status_code == 403


def test_a_narrative_is_only_words(manager: Actor, tmp_path: Path) -> None:
    bank(tmp_path, manager, statement(paid("1.00", "<script>alert(1)</script>", payer="<b>BOLD</b>")))
    for where in ("/suspense/", address(100), "/money-in/"):
        page = said(client_of(), where)
        assert "<script>alert" not in page
        assert "<b>BOLD" not in page


@pytest.mark.parametrize("owed", [2, 40])
def test_a_receipt_asks_the_same_few_questions_whatever_is_behind_it(
    manager: Actor, tmp_path: Path, owed: int, django_assert_max_num_queries: Any
) -> None:
    charges = [charge(f"N{n}", "48.00", name="Z Nowak", address_1=f"{n} Brine Street") for n in range(owed)]
    bill(tmp_path, manager, *charges)
    bank(tmp_path, manager, statement(paid("48.00", "NOWAK", payer="Z NOWAK"), on=MONDAY))
    client = client_of("officer")
    posted(client, "/money-in/allocate/")
    where = address(4800)
    (reference,) = {customer("Z Nowak")}
    with django_assert_max_num_queries(12):
        client.get(where)
    with django_assert_max_num_queries(10):
        client.get(f"{where}place/{reference}/")
