"""GoCardless knocks: forged words change nothing, the same words twice change nothing more, and each does what Bacs's would."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings
from through_gocardless import a_payer, paid_out, released, send, the_books_agree, where

from bacs.collecting import DUE_ON, INPUT_ON, at
from direct_debit.paying import codes
from piperoll.bacs.models import Advice, CollectionEnd, PresentAgain
from piperoll.bacs.queries import exceptions
from piperoll.foundations.actors import Actor
from piperoll.gocardless.models import GocardlessEvent, GocardlessMandate, Payout
from piperoll.gocardless.stub import Stub
from piperoll.gocardless.take_gocardless_webhook import (
    GOCARDLESS,
    NotAWebhook,
    NotFromGocardless,
    NoWebhookSecret,
    take_gocardless_webhook,
)
from piperoll.gocardless.taking import Taken
from piperoll.receivables.models import Item
from piperoll.runs.models import Run
from piperoll.runs.running import AlreadyTakenIn
from piperoll.safeguards.models import Hold
from the_day import MONDAY


def knock(stub: Stub, *events: Any) -> Taken:
    """GoCardless delivers some events (else all)."""
    body, signature = stub.books.webhook(list(events) or None)
    return take_gocardless_webhook(body=body, signature=signature, on=DUE_ON, at=at(DUE_ON), by=GOCARDLESS)


def last(stub: Stub) -> Any:
    """The newest event there."""
    return list(stub.books.rows["events"].values())[-1]


def owed() -> int:
    return Item.objects.get(kind="instalment").balance.open_pence


def test_a_mandate_is_in_force_when_it_says_so_and_the_same_words_twice_change_nothing(
    stub: Stub, olive: Actor, tmp_path: Path
) -> None:
    mandate = a_payer(tmp_path, olive, "120.50")
    send(olive)
    stub.books.bank_day(MONDAY)
    taken = knock(stub)
    assert (taken.events, taken.applied, taken.exceptions, where(mandate)) == (2, 1, 0, "active")
    assert (GocardlessEvent.objects.count(), Advice.objects.count()) == (2, 1)
    assert json.loads(GocardlessEvent.objects.latest("id").told) == last(stub)
    with pytest.raises(AlreadyTakenIn):
        knock(stub)
    assert knock(stub, last(stub)).known_before == 1  # another delivery of the same event
    assert (GocardlessEvent.objects.count(), Advice.objects.count()) == (2, 1)
    the_books_agree()


def test_a_forged_signature_is_not_believed(stub: Stub, books: Any, olive: Actor, settings: Settings) -> None:
    body, signature = stub.books.webhook([])
    now: dict[str, Any] = {"on": MONDAY, "at": at(MONDAY), "by": GOCARDLESS}
    for wrong in ("", "0" * 64, signature[:-1], "é" * 64):
        with pytest.raises(NotFromGocardless):
            take_gocardless_webhook(body=body, signature=wrong, **now)
    with pytest.raises(NotFromGocardless):
        take_gocardless_webhook(body=body + b" ", signature=signature, **now)
    settings.GOCARDLESS_WEBHOOK_SECRET = ""
    with pytest.raises(NoWebhookSecret):
        take_gocardless_webhook(body=body, signature=signature, **now)
    assert not Run.objects.filter(verb="take_gocardless_webhook").exists()


def test_signed_words_that_are_no_events_are_refused(stub: Stub, olive: Actor) -> None:
    with pytest.raises(NotAWebhook):
        knock(stub, {"id": "EV1"})


def test_a_payment_that_failed_is_owed_again_and_presented_once_more(
    stub: Stub, olive: Actor, oscar: Actor, tmp_path: Path
) -> None:
    one = released(tmp_path, stub, olive, oscar, "120.50")
    send(olive, INPUT_ON)
    assert owed() == 0
    (payment,) = stub.books.rows["payments"]
    stub.books.fail(payment, "ARUDD-0")
    taken = knock(stub, last(stub))
    assert (taken.applied, taken.pence_back, owed()) == (1, 120_50, 120_50)
    end = CollectionEnd.objects.get(collection=one)
    assert (end.what, end.code, end.reason) == ("returned", "0", "Came back unpaid: refer to payer")
    assert PresentAgain.objects.get().collection_id == one.pk
    assert where(one.mandate) == "active"
    stub.books.tell("payments", "failed", payment, cause="refer_to_payer", reason_code="ARUDD-0")
    assert knock(stub, last(stub)).exceptions == 1
    assert "nothing is taken back twice" in exceptions(most=9)[0].exception
    the_books_agree()


def test_one_that_gocardless_will_try_again_itself_is_not_taken_back(
    stub: Stub, olive: Actor, oscar: Actor, tmp_path: Path
) -> None:
    released(tmp_path, stub, olive, oscar, "120.50")
    send(olive, INPUT_ON)
    (payment,) = stub.books.rows["payments"]
    stub.books.tell("payments", "failed", payment, cause="refer_to_payer", will_attempt_retry=True)
    assert (knock(stub, last(stub)).pence_back, owed()) == (0, 0)


def test_a_payer_who_died_is_not_chased(stub: Stub, olive: Actor, oscar: Actor, tmp_path: Path) -> None:
    one = released(tmp_path, stub, olive, oscar, "120.50")
    send(olive, INPUT_ON)
    (payment,) = stub.books.rows["payments"]
    (theirs,) = stub.books.rows["mandates"]
    failed = stub.books.tell("payments", "failed", payment, cause="customer_deceased", reason_code="ARUDD-2")
    over = stub.books.tell("mandates", "cancelled", theirs, cause="customer_deceased", reason_code="ADDACS-2")
    assert knock(stub, failed, over).exceptions == 2  # both are for a person to look at
    assert (where(one.mandate), Hold.objects.filter(customer=one.customer).exists()) == ("cancelled", True)
    assert codes(one.mandate_id) == [("0N", "filed")]  # nothing is to be cancelled there that is over there


@pytest.mark.parametrize(
    ("action", "details", "stands"),
    [
        ("cancelled", {"reason_code": "ADDACS-1"}, "cancelled"),
        ("cancelled", {"cause": "something_new"}, "cancelled"),
        ("failed", {"reason_code": "AUDDIS-5"}, "rejected"),
        ("failed", {"reason_code": "AUDDIS-C"}, "rejected"),
    ],
)
def test_a_mandate_over_there_is_over_here(
    stub: Stub, olive: Actor, tmp_path: Path, action: str, details: dict[str, str], stands: str
) -> None:
    mandate = a_payer(tmp_path, olive, "120.50")
    send(olive)
    (theirs,) = stub.books.rows["mandates"]
    stub.books.tell("mandates", action, theirs, **details)
    assert (knock(stub, last(stub)).exceptions, where(mandate)) == (0, stands)


def test_the_life_of_a_mandate_there_is_followed(stub: Stub, olive: Actor, tmp_path: Path) -> None:
    mandate = a_payer(tmp_path, olive, "120.50")
    send(olive)
    stub.books.bank_day(MONDAY)
    (theirs,) = stub.books.rows["mandates"]
    stub.books.tell("mandates", "transferred", theirs)
    stub.books.tell("mandates", "replaced", theirs, links={"new_mandate": "MD000777"})
    stub.books.tell("mandates", "expired", "MD000777")
    assert knock(stub).exceptions == 0
    assert (GocardlessMandate.objects.latest("id").gocardless_id, where(mandate)) == ("MD000777", "dormant")


def test_what_is_not_ours_or_not_known_waits_for_an_officer(stub: Stub, olive: Actor, tmp_path: Path) -> None:
    a_payer(tmp_path, olive, "120.50")
    send(olive)
    (theirs,) = stub.books.rows["mandates"]
    told = [
        stub.books.tell("mandates", "active", "MD999999"),
        stub.books.tell("mandates", "blocked", theirs),
        stub.books.tell("refunds", "failed", "RF1"),
    ]
    assert knock(stub, *told).exceptions == 3
    said = [one.exception for one in exceptions(most=9)]
    assert "MD999999, which is none of ours" in said[0]
    assert "mandates blocked" in said[1]
    assert "refunds failed" in said[2]


def test_a_payment_charged_back_is_owed_again_and_its_mandate_held(
    stub: Stub, olive: Actor, oscar: Actor, tmp_path: Path
) -> None:
    one = paid_out(tmp_path, stub, olive, oscar, "120.50")
    (payment,) = stub.books.rows["payments"]
    stub.books.fail(payment, "DDICA-2", "authorisation_disputed", "charged_back")
    assert knock(stub, last(stub)).pence_back == 120_50
    assert (CollectionEnd.objects.get().what, where(one.mandate), owed()) == ("claimed", "suspended", 120_50)
    the_books_agree()


def test_a_payment_cancelled_there_is_owed_again(stub: Stub, olive: Actor, oscar: Actor, tmp_path: Path) -> None:
    released(tmp_path, stub, olive, oscar, "120.50")
    send(olive, INPUT_ON)
    (theirs,) = stub.books.rows["mandates"]
    stub.books.cancel(theirs)
    taken = knock(stub)
    assert (taken.exceptions, taken.pence_back, owed()) == (0, 120_50, 120_50)
    assert CollectionEnd.objects.get().what == "withdrawn"
    the_books_agree()


def test_the_page_takes_it_and_says_so_with_a_status(stub: Stub, olive: Actor, tmp_path: Path) -> None:
    mandate = a_payer(tmp_path, olive, "120.50")
    send(olive)
    stub.books.bank_day(MONDAY)
    body, signature = stub.books.webhook()
    web = Client(enforce_csrf_checks=True)

    def post(signed: str, content: bytes = body) -> int:
        return web.post(
            "/gocardless/webhook/", content, content_type="application/json", headers={"Webhook-Signature": signed}
        ).status_code

    assert post("forged") == 498
    assert (post(signature), where(mandate)) == (204, "active")
    assert post(signature) == 204
    assert web.get("/gocardless/webhook/").status_code == 405
    run = Run.objects.get(verb="take_gocardless_webhook")
    assert (run.by_username, run.state) == ("gocardless", "done")


def test_a_payout_it_tells_of_is_asked_for_and_taken_in(stub: Stub, olive: Actor, oscar: Actor, tmp_path: Path) -> None:
    released(tmp_path, stub, olive, oscar, "120.50")
    send(olive, INPUT_ON)
    stub.books.bank_day(DUE_ON)
    assert knock(stub).payouts == 1
    assert (Payout.objects.get().amount_pence, Payout.objects.get().fees_pence) == (120_30, 20)
    the_books_agree()
