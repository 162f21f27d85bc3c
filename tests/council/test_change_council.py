"""The council changes its own details; references on paper stay true."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from piperoll.billing.invoice_documents import invoice_documents
from piperoll.billing.models import Invoice
from piperoll.council.change_council import BadDetail, NoCouncilYet, NotADetail, NumbersGivenOut, change_council
from piperoll.council.models import Council
from piperoll.documents.rendering.engine import render_invoice
from piperoll.foundations.actors import NotPermitted
from piperoll.runs.models import Run
from the_day import bill, charge


def test_details_change_and_the_run_says_from_what_to_what(now: dict[str, Any]) -> None:
    changed = change_council(details={"phone": " 01632 960 111 ", "brand_colour": "#5a2d81"}, **now)
    assert changed.changes["phone"] == ("01632 960 100", "01632 960 111")
    assert Council.objects.get().phone == "01632 960 111"
    assert Run.objects.get(pk=changed.run).totals["changes"]["brand_colour"] == ["#1d5c5a", "#5a2d81"]


def test_what_is_so_already_is_no_change(now: dict[str, Any]) -> None:
    assert change_council(details={"invoice_prefix": "AT"}, **now).changes == {}


@pytest.mark.parametrize(
    ("details", "sentence"),
    [
        ({"brand_colour": "#ffdd00"}, "Brand colour: give it as #1d4f5f, dark enough"),
        ({"brand_colour": "red"}, "Brand colour:"),
        ({"direct_debit_user_number": "12345"}, "Direct Debit service user number: six digits"),
        ({"pay_page": "http://pay.anytown.test/{reference}"}, "Page that the QR code on a bill opens: an address"),
        ({"pay_page": "https://pay.anytown.test/"}, "Page that the QR code"),
        ({"pay_page": "https://pay.anytown.test/{reference}/{name}"}, "Page that the QR code"),
        ({"name": ""}, "Name: This field cannot be blank."),
        ({"email": "nonsense"}, "Email: Enter a valid email address."),
        ({"name": "x" * 121}, "Name: Ensure this value has at most 120"),
        ({"invoice_prefix": "1"}, "Invoice prefix: one to four capitals"),
        ({"customer_digits": 40}, "Customer digits: from 4 to 10"),
    ],
)
def test_a_detail_that_makes_no_sense_is_refused_whole(
    now: dict[str, Any], details: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(BadDetail) as refusal:
        change_council(details={"phone": "changed too", **details}, **now)
    assert refusal.value.sentence.startswith(sentence)
    assert Council.objects.get().phone == "01632 960 100"


def test_a_detail_nobody_knows_is_refused(now: dict[str, Any]) -> None:
    with pytest.raises(NotADetail, match="no 'mayor' to change"):
        change_council(details={"mayor": "Pickle"}, **now)


def test_how_references_are_written_is_locked_once_one_was_given_out(now: dict[str, Any], tmp_path: Path) -> None:
    change_council(details={"invoice_digits": 9}, **now)
    bill(tmp_path, now["by"], charge("X1", "10"))
    for details in ({"invoice_digits": 8}, {"customer_prefix": "K"}, {"references_checked": False}):
        with pytest.raises(NumbersGivenOut, match="references on paper must stay true"):
            change_council(details=details, **now)


def test_before_there_is_a_council_there_is_nothing_to_change(db: None, now: dict[str, Any]) -> None:
    Council.objects.all().delete()
    with pytest.raises(NoCouncilYet):
        change_council(details={"phone": "1"}, **now)


def test_an_officer_may_not(now: dict[str, Any]) -> None:
    from piperoll.authority.models import User
    from piperoll.authority.sign_in import actor_of

    officer = actor_of(User.objects.create(username="o", name="O", role="officer"))
    with pytest.raises(NotPermitted):
        change_council(details={"phone": "1"}, **{**now, "by": officer})


def test_the_qr_code_of_a_bill_opens_the_councils_page_with_its_number_and_sum(
    now: dict[str, Any], tmp_path: Path
) -> None:
    bill(tmp_path, now["by"], charge("X1", "1210.50"))
    invoice = Invoice.objects.get()
    (plain,) = invoice_documents([invoice.pk])
    assert plain.qr_text == invoice.number
    change_council(details={"pay_page": "https://pay.anytown.test/pay/?reference={reference}&amount={amount}"}, **now)
    (document,) = invoice_documents([invoice.pk])
    assert document.qr_text == f"https://pay.anytown.test/pay/?reference={invoice.number}&amount=1210.50"
    assert render_invoice(document)
