"""GOV.UK Notify calls back: delivered, failed, back in the post; told twice it changes nothing; strangers are sent away."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from dispatch.letters import LATER, by_email, now, prepare, send, states, to, wants_texts
from dispatch.notify_here import notify
from piperoll.authority.make_api_key import make_api_key
from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.dispatch.deeds import DoneAlready
from piperoll.dispatch.finding import NoSuchDocument
from piperoll.dispatch.hear_from_notify import NoSuchStatus, NotSentYet, hear_from_notify
from piperoll.dispatch.models import Document, Event
from piperoll.dispatch.notify_stub import CallBack
from piperoll.dispatch.outcomes import FAILED, STATUSES
from piperoll.foundations.actors import Actor
from piperoll.reporting.silences import silences
from piperoll.safeguards.models import Flag
from the_day import MONDAY

NEXT = LATER + timedelta(hours=1)


@pytest.fixture
def key(manager: Actor) -> str:
    """A key for Notify, made by an administrator: it tells what became of things and does nothing else."""
    administrator = User.objects.create(username="pat", name="Pat Frost", role="administrator")
    User.objects.create(username="notify", name="GOV.UK Notify", role="messenger")
    today = datetime.now(UTC)
    return make_api_key(
        username="notify", name="Callbacks", valid_to=today.date() + timedelta(days=90), on=today.date(), at=today,
        by=actor_of(administrator),
    ).secret  # fmt: skip


def tells(secret: str, about: str, place: str = "delivery", **told: Any) -> Any:
    """One callback, with what else Notify puts into it."""
    body = {"id": "5e11c0de", "reference": about, "to": "x@example.com", "notification_type": "email"} | told
    client = Client(headers={"authorization": f"Bearer {secret}"})
    return client.post(f"/api/notify/{place}", body, content_type="application/json")


def hear(by: Actor, document: Document, status: str) -> Any:
    return hear_from_notify(reference=f"document-{document.pk}", status=status, **now(by, NEXT))


def test_delivered_is_noted_once(billed: int, manager: Actor, key: str) -> None:
    prepare(manager)
    send(manager)
    about = f"<document-{to('Ben').pk}@anytown.gov.uk>"
    first, again = (tells(key, about, status="delivered") for _ in range(2))
    assert (first.status_code, first.json()["outcome"], states()["Ben"]) == (200, "delivered", "delivered")
    assert (again.status_code, again.json()["already"]) == (200, "DoneAlready")
    assert Event.objects.filter(event="deliver").count() == 1


@pytest.mark.parametrize("status", ["permanent-failure", "temporary-failure", "technical-failure"])
def test_a_failed_email_goes_by_post_once(billed: int, manager: Actor, key: str, status: str) -> None:
    prepare(manager)
    send(manager)
    about = f"document-{to('Ben').pk}"
    assert [tells(key, about, status=status).status_code for _ in range(2)] == [200, 200]
    assert (to("Ben").channel, to("Ben").turn, states()["Ben"]) == ("post", 2, "prepared")
    assert status in Document.objects.get(recipient__startswith="Ben", turn=1).outbox.reason


@pytest.mark.parametrize("status", ["virus-scan-failed", "validation-failed", "permanent-failure", "cancelled"])
def test_a_letter_notify_could_not_post_is_seen(billed: int, manager: Actor, status: str) -> None:
    prepare(manager)
    send(manager)
    assert hear(manager, to("Ada"), status).outcome == "failed"
    assert (states()["Ada"], to("Ada").turn) == ("bounced", 1)
    (silence,) = silences(on=MONDAY)
    assert (silence.customer, silence.why) == ("Ada Lovegrove", "1 bill came back or could not be sent")
    with pytest.raises(DoneAlready):
        hear(manager, to("Ada"), status)


def test_a_letter_received_is_posted_not_delivered(billed: int, manager: Actor) -> None:
    prepare(manager)
    send(manager)
    assert hear(manager, to("Ada"), "received").outcome == "on_their_way"
    assert states()["Ada"] == "sent"


def test_a_letter_that_came_back_opens_the_search_for_its_reader(billed: int, manager: Actor, key: str) -> None:
    prepare(manager)
    send(manager)
    about = f"document-{to('Ada').pk}"
    assert [tells(key, about, "returned-letter").status_code for _ in range(2)] == [200, 200]
    assert states()["Ada"] == "returned"
    (raised,) = Flag.objects.all()
    assert (raised.kind, "came back" in raised.evidence) == ("gone_away", True)


def test_strangers_and_nonsense_are_sent_away(billed: int, manager: Actor, key: str) -> None:
    prepare(manager)
    about = f"document-{to('Ben').pk}"
    assert tells("piperoll_guess", about, status="delivered").status_code == 401
    assert tells(key, about, status="delivered").status_code == 409, "it has not gone: Notify tries again later"
    assert tells(key, "document-999999999", status="delivered").status_code == 404
    assert tells(key, "somebody else's", status="delivered").status_code == 404
    assert tells(key, about, status="lost at sea").status_code == 404
    assert tells(key, about).status_code == 422
    assert states()["Ben"] == "prepared"


def test_the_key_opens_nothing_else(key: str) -> None:
    client = Client(headers={"authorization": f"Bearer {key}"})
    assert client.post("/api/invoices", {}, content_type="application/json").status_code in (403, 422)
    assert client.get("/api/me").json()["may"] == ["hear_from_notify", "raise_flag", "record_returned_mail"]


def test_what_the_verb_refuses(billed: int, manager: Actor) -> None:
    prepare(manager)
    with pytest.raises(NoSuchStatus):
        hear_from_notify(reference="document-1", status="lost", **now(manager))
    with pytest.raises(NoSuchDocument):
        hear_from_notify(reference="", status="delivered", **now(manager))
    with pytest.raises(NotSentYet):
        hear(manager, to("Ben"), "delivered")
    assert set(FAILED) < set(STATUSES)


@pytest.mark.django_db(transaction=True)
def test_the_stub_calls_back_over_the_wire(
    billed: int, manager: Actor, key: str, settings: Settings, live_server: Any
) -> None:
    by_email("Ada", email="perm-fail@simulator.notify")
    wants_texts(manager, "Cai")
    with notify(settings) as stub:
        stub.books.calls_back = CallBack(f"{live_server.url}/api/notify/delivery", key, wait_seconds=0.2)
        prepare(manager)
        prepare(manager, kind="bill_text")
        assert (send(manager).emailed, MONDAY.year) == (3, 2026)
        for _ in range(100):
            if len(stub.books.heard) == 4:
                break
            time.sleep(0.1)
    assert stub.books.heard == [200] * 4
    assert Document.objects.get(recipient__startswith="Ada", turn=1).outbox.state == "bounced"
    assert (to("Ada").channel, to("Ada").turn) == ("post", 2)
    assert {d.outbox.state for d in Document.objects.filter(recipient__startswith="Cai")} == {"delivered"}
