"""A service that is late is told by email, at each step whoever is to act on it; once, without the customer's name, and
whatever happens to the mail."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from crediting import somebody
from dispatch.notify_here import notify
from disputes.disputing import opens
from disputes.test_chase_disputes import chased
from dying import at_once, killed_everywhere
from piperoll.council.change_service import change_service
from piperoll.council.models import Service
from piperoll.dispatch import mail
from piperoll.disputes import queries
from piperoll.disputes.models import ChaserEmailState
from piperoll.runs.checking_seals import check_chain
from recovery.reminding import now
from the_day import MONDAY

FIRST, SECOND, THIRD = date(2026, 12, 8), date(2026, 12, 30), date(2026, 12, 31)


def caught(post_room: Path) -> list[EmailMessage]:
    """The emails that went, the first first."""
    files = sorted((post_room / "caught").glob("chaser-*.eml"), key=lambda file: file.stat().st_mtime_ns)
    return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]  # type: ignore[misc]


def addresses(**more: str) -> None:
    """Where trade waste, its manager and its head are written to."""
    told: dict[str, Any] = {"email": "trade@anytown.example", "manager_email": "", "head_email": ""} | more
    change_service(code="TRADE", name="Trade waste", is_active=True, **told, **now(somebody("administrator"), MONDAY))


def states() -> list[str]:
    return list(ChaserEmailState.objects.order_by("told").values_list("state", flat=True))


def test_each_step_is_an_email_to_whoever_is_to_act(basil: str, post_room: Path) -> None:
    addresses(manager_email="manager@anytown.example", head_email="head@anytown.example")
    made = opens(basil, amount_pence=30_00).dispute
    assert [chased(on).emailed for on in (FIRST, FIRST, SECOND, THIRD)] == [1, 0, 1, 1]
    sent = caught(post_room)
    assert [one["To"] for one in sent] == ["trade@anytown.example", "manager@anytown.example", "head@anytown.example"]
    first = sent[0].get_content()
    assert f"DISPUTE-{made}" in sent[0]["Subject"]
    assert basil in first
    assert "£30.00" in first
    assert "7 December 2026" in first
    assert "charged back" in sent[2].get_content()
    assert not [one for one in sent if "Budd" in one.as_string()], "never the customer's name"
    assert any("emailed to head@anytown.example" in row.words for row in queries.story(made))
    assert check_chain().broken is None


def test_without_an_address_of_its_own_the_services_is_used_and_without_any_it_is_said(
    basil: str, post_room: Path
) -> None:
    addresses()
    opens(basil, amount_pence=30_00)
    assert chased(FIRST).emailed == 1
    assert chased(SECOND).emailed == 1
    assert {one["To"] for one in caught(post_room)} == {"trade@anytown.example"}
    Service.objects.update(email="")
    done = chased(THIRD)
    assert (done.head_of_service, done.emailed, done.no_address) == (1, 0, 1), "the step is taken all the same"


def test_without_mail_it_waits_and_goes_with_the_next_run(basil: str, post_room: Path, settings: Settings) -> None:
    addresses()
    opens(basil, amount_pence=30_00)
    settings.MAIL_URL = ""
    done = chased(FIRST)
    assert (done.reminder, done.emailed) == (1, 0)
    assert "No mail server is named" in done.emails_wait
    settings.MAIL_URL = "catch"
    assert chased(FIRST + timedelta(1)).emailed == 1
    assert states() == ["sent"]


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        (mail.NotTaken(why="550 no such user"), "refused"), (mail.TryLater(why="451 later"), "waiting"),
        (ConnectionResetError("gone"), "in_doubt"),
    ],
)  # fmt: skip
def test_what_the_server_answers_decides(
    basil: str, monkeypatch: pytest.MonkeyPatch, fault: Exception, state: str
) -> None:
    addresses()
    made = opens(basil, amount_pence=30_00).dispute

    def refuses(*_: object) -> str:
        raise fault

    monkeypatch.setattr(mail.Catcher, "send", refuses)
    chased(FIRST)
    assert states() == [state]
    monkeypatch.undo()
    assert chased(FIRST + timedelta(1)).emailed == (1 if state == "waiting" else 0)
    assert state == "waiting" or any(
        "could not be sent" in row.words or "may have gone" in row.words for row in queries.story(made)
    )


def test_what_a_dead_run_had_in_its_hands_is_in_doubt_and_never_sent_twice(basil: str, post_room: Path) -> None:
    addresses()
    opens(basil, amount_pence=30_00)
    assert chased(FIRST).emailed == 1
    ChaserEmailState.objects.update(state="claimed", moved_at=datetime(2026, 12, 8, 9, tzinfo=UTC))
    assert chased(FIRST + timedelta(1)).emailed == 0
    assert states() == ["in_doubt"]
    assert len(caught(post_room)) == 1


def test_govuk_notify_carries_it_without_a_document(basil: str, settings: Settings) -> None:
    addresses()
    opens(basil, amount_pence=30_00)
    with notify(settings):
        settings.MAIL_URL = "notify"
        assert chased(FIRST).emailed == 1
    assert states() == ["sent"]


def test_two_who_chase_at_once_send_it_once(basil: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    addresses()
    opens(basil, amount_pence=30_00)
    sent = _sends_slowly(tmp_path / "sent", monkeypatch)
    came = at_once(*[lambda: chased(FIRST)] * 3)
    assert set(came) <= {"done", "StillWorking"}
    assert len(sent.read_text().split()) == 1
    assert states() == ["sent"]


def test_killed_at_any_statement_it_never_goes_twice(
    basil: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses()
    opens(basil, amount_pence=30_00)
    sent = _sends_slowly(tmp_path / "sent", monkeypatch)
    most: list[int] = []
    died = killed_everywhere(
        lambda: chased(FIRST), lambda _: most.append(len(sent.read_text().split()) if sent.exists() else 0), every=2
    )
    assert died > 10
    assert max(most) <= 1
    assert len(sent.read_text().split()) == 1
    assert states() in (["sent"], ["claimed"]), "in doubt in an hour, where it died in between"


def _sends_slowly(file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each email that goes leaves its number in a file, and takes its time."""

    def send(_: object, message: EmailMessage) -> str:
        with file.open("a") as out:
            out.write(f"{message['Message-ID']}\n")
        time.sleep(0.2)
        return ""

    monkeypatch.setattr(mail.Catcher, "send", send)
    return file
