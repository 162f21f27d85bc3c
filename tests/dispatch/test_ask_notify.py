"""GOV.UK Notify, by its own client against a stand-in: letters, emails, limits, refusals, failures, doubts settled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from notifications_python_client import NotificationsAPIClient
from notifications_python_client.errors import HTTPError
from pytest_django import Settings

from dispatch.letters import LATER, by_email, now, prepare, send, states, to
from dispatch.notify_here import notify
from piperoll.dispatch import notify_posting
from piperoll.dispatch.ask_notify import ask_notify
from piperoll.dispatch.notify import NoNotifyKey, Notify
from piperoll.dispatch.notify_stub import KEY, Stub
from piperoll.foundations.actors import Actor

NEXT = LATER + timedelta(hours=1)


@pytest.fixture
def stub(settings: Settings) -> Iterator[Stub]:
    with notify(settings) as serving:
        yield serving


def test_a_run_goes_by_notify_and_is_asked_after(stub: Stub, billed: int, manager: Actor) -> None:
    prepare(manager)
    sent = send(manager)
    assert (sent.posted, sent.emailed, sent.print_files, sent.letters_wait) == (1, 2, [], "")
    assert sorted(one["type"] for one in stub.books.given.values()) == ["email", "email", "letter"]
    for _ in range(3):
        asked = ask_notify(**now(manager, NEXT))
    assert asked.failed == 0
    assert states() == {"Ada": "sent", "Ben": "delivered", "Cai": "delivered"}


def test_an_email_that_fails_goes_by_post(stub: Stub, billed: int, manager: Actor) -> None:
    by_email("Ada", email="perm-fail@simulator.notify")
    prepare(manager)
    send(manager)
    results = [ask_notify(**now(manager, NEXT)) for _ in range(2)]
    assert sum(one.failed for one in results) == 1
    assert (to("Ada").channel, to("Ada").turn, states()["Ada"]) == ("post", 2, "prepared")
    assert send(manager, at=NEXT + timedelta(hours=1)).posted == 1


def test_its_limits_leave_the_rest_waiting(stub: Stub, billed: int, manager: Actor) -> None:
    stub.books.a_day["letter"] = 0
    prepare(manager)
    sent = send(manager)
    assert (sent.posted, sent.waiting) == (0, 1)
    assert "Exceeded send limits" in sent.letters_wait
    stub.books.a_day["letter"] = 10
    assert send(manager, at=NEXT).posted == 1


@pytest.mark.parametrize("arrived", [True, False])
def test_a_letter_in_doubt_is_asked_after(
    stub: Stub, billed: int, manager: Actor, monkeypatch: pytest.MonkeyPatch, arrived: bool
) -> None:
    prepare(manager)
    ours = Notify.send_letter

    def cut_short(self: Notify, reference: str, pdf: bytes) -> str:
        if arrived:
            ours(self, reference, pdf)
        raise ConnectionError("the line is dead")

    with monkeypatch.context() as patch:
        patch.setattr(notify_posting.Notify, "send_letter", cut_short)
        assert (send(manager).in_doubt, states()["Ada"]) == (1, "in_doubt")
    assert send(manager, at=NEXT).posted == (0 if arrived else 1)
    assert states()["Ada"] == "sent"
    assert sum(one["type"] == "letter" for one in stub.books.given.values()) == 1


def test_without_a_key_letters_wait(stub: Stub, billed: int, manager: Actor, settings: Settings) -> None:
    settings.NOTIFY_KEY = "nonsense"
    prepare(manager)
    sent = send(manager)
    assert sent.waiting == 3
    assert "PIPEROLL_NOTIFY_KEY" in sent.letters_wait
    with pytest.raises(NoNotifyKey):
        ask_notify(**now(manager))


@pytest.mark.parametrize(
    ("key", "act", "code", "said"),
    [
        (KEY[:-1] + "9", lambda c: c.get_all_notifications(), 403, "API key not found"),
        (KEY, lambda c: c.send_email_notification("nobody", "t"), 400, "Not a valid email address"),
        (KEY, lambda c: c.send_sms_notification("07700900003", ""), 400, "Template not found"),
        (KEY, lambda c: c.get_notification_by_id("none"), 404, "No result found"),
        (KEY, lambda c: c.post("/v2/notifications/letter", {"reference": "r", "content": "?"}), 400, "Cannot decode"),
        (KEY, lambda c: c.post("/v2/notifications/letter", {"content": ""}), 400, "reference is a required property"),
    ],
)
def test_the_stub_refuses_as_notify_does(stub: Stub, key: str, act: Any, code: int, said: str) -> None:
    with pytest.raises(HTTPError) as fault:
        act(NotificationsAPIClient(key, base_url=stub.url))
    assert fault.value.status_code == code
    assert said in str(fault.value.message)


def test_the_stub_limits_by_the_minute_and_fails_a_bad_letter(stub: Stub) -> None:
    client = NotificationsAPIClient(KEY, base_url=stub.url)
    answer = client.post("/v2/notifications/letter", {"reference": "r", "content": "cGRm"})
    assert [client.get_notification_by_id(answer["id"])["status"] for _ in range(2)] == [
        "pending-virus-check",
        "validation-failed",
    ]
    stub.books.a_minute = 1
    with pytest.raises(HTTPError, match="429"):
        client.send_sms_notification("07700900000", "t")
