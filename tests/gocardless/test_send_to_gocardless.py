"""Mandates and released collections go to GoCardless, each once, whatever dies or races in between."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from gocardless_pro.services import PaymentsService
from pytest_django import Settings
from through_gocardless import a_payer, ask, released, send, the_books_agree, where

from bacs.collecting import DUE_ON, INPUT_ON, at, choose, lodge, release, tell, write
from direct_debit.paying import by_phone, codes
from piperoll.bacs.lodge_mandates import NothingToLodge
from piperoll.bacs.models import Collection, CollectionEnd
from piperoll.bacs.write_bacs_file import NothingToFile
from piperoll.direct_debit.cancel_mandate import cancel_mandate
from piperoll.direct_debit.change_mandate_bank import change_mandate_bank
from piperoll.direct_debit.models import Mandate
from piperoll.direct_debit.set_up_mandate import NewOnly, NoGocardlessToken, set_up_mandate
from piperoll.foundations.actors import Actor
from piperoll.gocardless import send_to_gocardless as sending
from piperoll.gocardless.client import NoToken
from piperoll.gocardless.models import GocardlessMandate, GocardlessPayment
from piperoll.gocardless.stub import Stub
from piperoll.receipting.models import Expected
from piperoll.receivables.models import Item
from piperoll.runs.models import RunRejection
from piperoll.runs.running import StillWorking
from the_day import MONDAY


def test_a_mandate_is_made_there_with_our_reference_and_no_bacs_file_takes_it(
    stub: Stub, olive: Actor, tmp_path: Path
) -> None:
    mandate = a_payer(tmp_path, olive, "120.50")
    with pytest.raises(NothingToLodge):
        lodge(olive)
    sent = send(olive)
    assert (sent.mandates, sent.payments, sent.refused, where(mandate)) == (1, 0, 0, "lodging")
    (there,) = stub.books.rows["mandates"].values()
    (payer,) = stub.books.rows["customers"].values()
    assert (there["reference"], there["authorisation_source"]) == (mandate.reference, "telephone")
    assert (payer["given_name"], payer["family_name"]) == ("Ada", "Lovegrove")
    assert codes(mandate.pk) == [("0N", "filed")]
    stub.books.bank_day(MONDAY)
    assert (ask(olive).applied, where(mandate)) == (1, "active")
    assert send(olive).mandates == 0
    the_books_agree()


def test_a_released_collection_becomes_a_payment_and_a_run_of_both_providers_goes_both_ways(
    stub: Stub, olive: Actor, oscar: Actor, tmp_path: Path
) -> None:
    theirs = a_payer(tmp_path, olive, "120.50")
    ours = a_payer(tmp_path, olive, "80.00", name="Ben Marsh", provider="bacs")
    send(olive)
    lodge(olive)
    stub.books.bank_day(MONDAY)
    ask(olive)
    tell(olive)
    chosen = choose(olive)
    assert (chosen.collections, chosen.pence) == (2, 200_50)
    release(chosen, oscar)
    file = write(olive)
    assert (file.records, file.debit_pence) == (1, 80_00)
    sent = send(olive, INPUT_ON)
    assert (sent.payments, sent.pence) == (1, 120_50)
    (payment,) = stub.books.rows["payments"].values()
    one = Collection.objects.get(mandate=theirs)
    assert (payment["amount"], payment["charge_date"]) == (120_50, DUE_ON.isoformat())
    assert payment["metadata"]["reference"] == f"DD-{one.pk}"
    assert Expected.objects.get().amount_pence == 80_00
    assert Collection.objects.get(mandate=ours).pk != one.pk
    the_books_agree()


def test_a_run_of_gocardless_alone_makes_no_file(stub: Stub, olive: Actor, oscar: Actor, tmp_path: Path) -> None:
    one = released(tmp_path, stub, olive, oscar, "120.50")
    for named in ((), (one.collection_run_id,)):
        with pytest.raises(NothingToFile):
            write(olive, *named)
    assert not Expected.objects.exists()


def test_a_process_that_died_between_the_answer_and_our_books_finds_it_again_by_its_key(
    stub: Stub, olive: Actor, oscar: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    released(tmp_path, stub, olive, oscar, "120.50")
    kept = sending.sql
    with monkeypatch.context() as dying:

        class Dies:
            def __getattr__(self, name: str) -> Any:
                if name == "keep_payment":
                    raise KeyboardInterrupt
                return getattr(kept, name)

        dying.setattr(sending, "sql", Dies())
        with pytest.raises(KeyboardInterrupt):
            send(olive, INPUT_ON)
    assert (len(stub.books.rows["payments"]), GocardlessPayment.objects.count()) == (1, 0)
    assert send(olive, INPUT_ON).payments == 1
    assert len(stub.books.rows["payments"]) == 1
    the_books_agree()


def test_two_who_send_at_once_make_one_of_each(stub: Stub, olive: Actor, tmp_path: Path) -> None:
    a_payer(tmp_path, olive, "120.50")
    done: list[object] = []

    def one_of_two() -> None:
        try:
            done.append(send(olive))
        except StillWorking as refusal:
            done.append(refusal)
        finally:
            connection.close()

    both = [threading.Thread(target=one_of_two) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert len(done) == 2
    assert (len(stub.books.rows["mandates"]), GocardlessMandate.objects.count()) == (1, 1)
    the_books_agree()


def test_what_it_refuses_is_told_in_its_words_and_owed_again(
    stub: Stub, olive: Actor, oscar: Actor, tmp_path: Path
) -> None:
    one = released(tmp_path, stub, olive, oscar, "120.50")
    stub.books.first_on = date_after = DUE_ON.replace(day=29)
    sent = send(olive, INPUT_ON)
    assert (sent.payments, sent.refused) == (0, 1)
    end = CollectionEnd.objects.get(collection=one)
    assert end.what == "rejected"
    assert f"on or after {date_after}" in end.reason
    assert Item.objects.get(kind="instalment").balance.open_pence == 120_50
    assert "GoCardless refused it" in RunRejection.objects.get().reason
    assert send(olive, INPUT_ON).refused == 0
    the_books_agree()


def test_a_mandate_it_refuses_is_rejected(
    stub: Stub, olive: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("piperoll.gocardless.stub.NO_SUCH_ACCOUNT", "63748472")
    mandate = a_payer(tmp_path, olive, "120.50")
    assert (send(olive).refused, where(mandate)) == (1, "rejected")
    assert "account_number is invalid" in mandate.events.all()[1].reason + mandate.events.latest("id").reason
    assert codes(mandate.pk) == [("0N", "withdrawn")]


def test_it_waits_when_asked_to_and_stops_when_gocardless_is_away(
    stub: Stub, olive: Actor, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    mandate = a_payer(tmp_path, olive, "120.50")
    stub.books.a_minute = 0
    sent = send(olive)
    assert (sent.mandates, where(mandate)) == (0, "set_up")
    assert "Rate limit exceeded" in sent.away
    stub.books.a_minute = 1000
    settings.GOCARDLESS_TOKEN = "another"
    assert "access token" in send(olive).away
    settings.GOCARDLESS_TOKEN = ""
    with pytest.raises(NoToken):
        send(olive)


def test_a_mandate_cancelled_or_moved_here_is_cancelled_there(stub: Stub, olive: Actor, tmp_path: Path) -> None:
    mandate = a_payer(tmp_path, olive, "120.50")
    send(olive)
    stub.books.bank_day(MONDAY)
    ask(olive)
    change_mandate_bank(
        mandate=mandate.pk, sort_code="107999", account="88837491", account_name="Ada Lovegrove", reason="Moved",
        on=MONDAY, at=at(MONDAY), by=olive,
    )  # fmt: skip
    sent = send(olive)
    assert (sent.mandates, sent.cancelled) == (1, 1)
    assert [one["status"] for one in stub.books.rows["mandates"].values()] == ["cancelled", "pending_submission"]
    assert (ask(olive).exceptions, where(mandate)) == (0, "lodging")  # the old one's end is not this one's
    cancel_mandate(mandate=mandate.pk, reason="They asked", on=MONDAY, at=at(MONDAY), by=olive)
    assert send(olive).cancelled == 1
    assert {one["status"] for one in stub.books.rows["mandates"].values()} == {"cancelled"}
    assert (ask(olive).exceptions, where(mandate)) == (0, "cancelled")
    the_books_agree()


def test_it_is_chosen_only_with_a_token_and_for_new_mandates(olive: Actor, tmp_path: Path, settings: Settings) -> None:
    mandate = a_payer(tmp_path, olive, "9.00", provider="bacs")
    told = by_phone(("107999", "88837491"), provider="gocardless")
    now: dict[str, Any] = {"customer": mandate.customer_id, "on": MONDAY, "at": at(MONDAY), "by": olive}
    with pytest.raises(NoGocardlessToken):
        set_up_mandate(told=told, **now)
    settings.GOCARDLESS_TOKEN = "a token"
    paper = by_phone(("107999", "88837491"), provider="gocardless", channel="paper", is_converted=True)
    with pytest.raises(NewOnly):
        set_up_mandate(told=paper, **now)
    assert Mandate.objects.count() == 1


def test_a_client_that_loses_the_answer_asks_again_with_the_same_key(
    stub: Stub, olive: Actor, oscar: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    released(tmp_path, stub, olive, oscar, "120.50")
    create = PaymentsService.create
    monkeypatch.setattr(
        PaymentsService, "create", lambda *given, **named: create(*given, **named) and create(*given, **named)
    )
    assert send(olive, INPUT_ON).payments == 1
    assert len(stub.books.rows["payments"]) == 1
