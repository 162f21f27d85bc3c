"""Refunds by page: asked for, decided, chosen, released, filed; restricted records and concerns kept from view."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from cards.by_card import standing_in
from crediting import somebody, take_in_sample_limits
from piperoll.bacs.models import BacsFile
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.refunds.models import Refund, RefundRun
from refunds.cards_back import paid_twice
from refunds.refunding import approved, choose, overpaid, release
from the_day import MONDAY, take_in_letters
from web.reading import downloaded, said
from web.staff import client_of


@pytest.fixture
def ada(manager: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Customer:
    """£40 of credit; it is Monday."""
    take_in_letters(manager)
    take_in_sample_limits()
    monkeypatch.setattr(timezone, "localdate", lambda *given: MONDAY)
    return overpaid(tmp_path, manager)


def test_from_asking_to_the_file(ada: Customer) -> None:
    olive, sam = client_of("officer", "olive"), client_of("senior", "sam")
    where = f"/customers/{ada.reference}/refund/"
    assert "This money came from it" in said(olive, where)
    page = said(olive, where, reason="overpaid", why="The old sum", method="bacs", source="new", sort_code="12")
    assert "Say how you checked these bank details" in page
    assert "63748472" not in page
    source = "payer-" + said(olive, where).partition('value="payer-')[2].partition('"')[0]
    page = said(olive, where, reason="overpaid", why="The old sum", method="bacs", source=source)
    assert "waits for somebody else to decide" in page
    request = Refund.objects.count() + _request()
    page = said(sam, f"/approvals/{request}/")
    assert "Safeguards as they stand today" in page
    assert "back to where the money came from" in page
    assert "is approved" in said(sam, f"/approvals/{request}/", decision="approve", reason="")
    said(olive, "/refunds/runs/", pay_on="25 11 2026", method="bacs")
    number = RefundRun.objects.get().pk
    assert "You chose this run" in said(olive, f"/refunds/runs/{number}/")
    assert "Released: 1 refund, £40.00." in said(sam, f"/refunds/runs/{number}/release/", x=1)
    assert "is made: 1 refund" in said(olive, f"/refunds/runs/{number}/file/", format="standard18")
    assert BacsFile.objects.get().credit_pence == 40_00
    assert "On its way" in said(olive, f"/refunds/{Refund.objects.get().pk}/")


def _request() -> int:
    from piperoll.authority.models import Request

    return Request.objects.get(act="refund").pk


def test_to_the_card_from_asking_to_what_became_of_it(ada: Customer, tmp_path: Path, settings: Settings) -> None:
    olive, sam = client_of("officer", "olive"), client_of("senior", "sam")
    assert 'value="card"' not in said(olive, f"/customers/{ada.reference}/refund/")
    with standing_in(settings) as stub:
        bob = paid_twice(tmp_path, somebody("manager", "mary"), stub)
        where = f"/customers/{bob.reference}/refund/"
        assert "To the card it was paid with" in said(olive, where)
        page = said(olive, where, reason="twice", why="Paid on two pages", method="card", amount="20.00")
        assert "£20.00 to the card it was paid with waits for somebody else" in page
        assert "is approved" in said(sam, f"/approvals/{_request()}/", decision="approve", reason="")
        said(olive, "/refunds/runs/", pay_on="23 11 2026", method="card")
        run = f"/refunds/runs/{RefundRun.objects.get().pk}/"
        assert "1 to send" in said(sam, f"{run}release/", x=1)
        assert "Sent to GOV.UK Pay: 1 refund, £20.00." in said(olive, f"{run}send/", x=1)
        assert "0 refunds of £0.00 on their cards. 1 on their way." in said(olive, f"{run}ask/", x=1)
        stub.books.finish_refunds()
        assert "1 refund of £20.00 on their cards." in said(olive, f"{run}ask/", x=1)
        page = said(olive, f"/refunds/{Refund.objects.get().pk}/")
        assert "On the card, says GOV.UK Pay" in page


def test_cheques_are_listed_for_whoever_draws_them_and_entered(ada: Customer) -> None:
    refund = approved(ada, method="cheque")
    done = release(choose(method="cheque"))
    olive = client_of("officer", "olive")
    listed = downloaded(olive, f"/refunds/runs/{done.refund_run}/cheques.csv")
    assert f"REFUND-{refund.pk},Ada Lovegrove,2 Vinegar Lane,AN1 2AB,40.00" in listed
    assert "is in the register" in said(olive, f"/refunds/{refund.pk}/cheque/", number="100001")
    assert "It came back: £40.00" in said(olive, f"/refunds/{refund.pk}/came-back/", words="Stopped")
    assert "Came back, and nobody dealt with yet" in said(olive, "/refunds/")


def test_a_concern_is_on_no_page_but_its_own(ada: Customer) -> None:
    refund = approved(ada)
    olive, fiona = client_of("officer", "olive"), client_of("finance_director", "fiona")
    page = said(olive, f"/refunds/requests/{refund.request_id}/concern/", words="A stranger in cash")
    assert "Say nothing to the customer" in page
    for where in (
        "/refunds/", f"/refunds/{refund.pk}/", f"/approvals/{refund.request_id}/", "/runs/?show=everything",
        f"/customers/{ada.reference}/", f"/customers/{ada.reference}/history/", "/",
    ):  # fmt: skip
        page = said(olive, where).lower()
        assert "stranger" not in page
        assert "raise_concern" not in page
        assert "raise concern" not in page
    assert olive.get("/refunds/concerns/").status_code == 403
    assert "A stranger in cash" in said(fiona, "/refunds/concerns/")
    assert "Settled" in said(fiona, f"/refunds/concerns/{refund.request_id}/settle/", words="Her brother")


def test_a_refund_may_be_cancelled_and_its_run_given_up(ada: Customer) -> None:
    refund = approved(ada)
    done = choose(somebody("senior"))
    olive = client_of("officer", "olive")
    assert "is in refund run" in said(olive, f"/refunds/{refund.pk}/cancel/", words="Keep it")
    assert "may be chosen again" in said(olive, f"/refunds/runs/{done.refund_run}/discard/", words="Wrong day")
    assert "Cancelled: £40.00" in said(olive, f"/refunds/{refund.pk}/cancel/", words="Keep it")
