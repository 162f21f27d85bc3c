"""One run prints and emails everything, rechecks first, sends nothing twice and goes on after any death."""

from __future__ import annotations

import csv
import email
import email.policy
import io
import os
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pytest_django import Settings

from dispatch.letters import LATER, caught, now, person, prepare, send, states, to
from piperoll.customers.models import Address
from piperoll.dispatch import mail, post_room, posting_out
from piperoll.dispatch.finding import log_of
from piperoll.dispatch.models import Copy, Document, Event, PrintFile
from piperoll.dispatch.void_document import void_document
from piperoll.foundations.actors import Actor
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.runs.checking_seals import check_chain
from piperoll.safeguards.place_hold import place_hold
from piperoll.safeguards.raise_flag import FlagTold, raise_flag
from the_day import MONDAY, MORNING, paid, statement


def test_letters_go_in_a_print_file_and_emails_with_the_bill_attached(
    billed: int, manager: Actor, post_room: Path
) -> None:
    prepare(manager)
    sent = send(manager)
    assert (sent.posted, sent.emailed, sent.pulled, sent.waiting) == (1, 2, 0, 0)
    assert set(states().values()) == {"sent"}
    (name,) = sent.print_files
    with pikepdf.open(post_room / "print" / f"{name}.pdf") as printed:
        assert len(printed.pages) == 4  # a separator and its back, Ada's bill and its back
    (row,) = csv.DictReader(io.StringIO((post_room / "print" / f"{name}.csv").read_text("utf-8-sig")))
    assert (row["recipient"], row["first_page"], row["sheets"]) == ("Ada Lovegrove", "3", "1")
    welsh = email.message_from_bytes(caught()[-1].read_bytes(), policy=email.policy.default)
    assert isinstance(welsh, EmailMessage)
    assert (welsh["To"], "Annwyl Cai" in welsh.get_body().get_content()) == ("cai@example.com", True)  # type: ignore[union-attr]
    (attached,) = welsh.iter_attachments()
    assert attached.get_content().startswith(b"%PDF-")
    assert check_chain().agrees


@pytest.mark.parametrize("days", [0, 40])
def test_a_day_before_the_hold_is_no_way_round_it_nor_one_after(billed: int, manager: Actor, days: int) -> None:
    prepare(manager)
    tomorrow, hold = MONDAY + timedelta(days=1), {"kind": "dispute", "until": MONDAY + timedelta(days=30), "note": ""}
    place_hold(customer=person("Ben").pk, **hold, **now(manager, LATER + timedelta(days=1), tomorrow))
    sent = send(manager, on=MONDAY + timedelta(days=days), at=LATER + timedelta(days=1))
    assert (sent.posted, sent.emailed, sent.pulled) == (1, 1, 1)


def test_every_copy_is_kept_exactly_as_sent(billed: int, manager: Actor) -> None:
    prepare(manager)
    send(manager)
    assert Copy.objects.count() == 1 + 2 * 2
    copy = Copy.objects.get(document=to("Ben"), media="message/rfc822")
    assert post_room.kept(bytes(copy.sha256)) == caught()[0].read_bytes()
    assert f"{copy.keep_until}" == "2033-03-31"


def test_again_sends_nothing(billed: int, manager: Actor) -> None:
    prepare(manager)
    send(manager)
    again = send(manager, at=LATER + timedelta(hours=1))
    assert (again.posted, again.emailed, len(caught()), PrintFile.objects.count()) == (0, 0, 2, 1)


def test_what_happened_since_pulls_it_with_the_reason(billed: int, manager: Actor, tmp_path: Path) -> None:
    prepare(manager)
    meanwhile = now(manager, MORNING + timedelta(minutes=5))
    file = tmp_path / "paid.xml"
    from piperoll.receipting.import_statement import import_statement

    file.write_bytes(statement(paid("10.00", f"INV {to('Ada').number}")))
    import_statement(file=file, bank_account=None, **meanwhile)
    allocate_receipts(**meanwhile)
    place_hold(customer=person("Ben").pk, kind="dispute", until=MONDAY + timedelta(days=30), note="", **meanwhile)
    sent = send(manager)
    assert (sent.posted, sent.emailed, sent.pulled) == (0, 1, 2)
    assert to("Ada").outbox.reason == "The invoice has been paid or cancelled."
    assert "dispute" in to("Ben").outbox.reason
    assert to("Ben").outbox.reason.endswith("placed since this was prepared.")


def test_part_of_the_money_pulls_it_too(billed: int, manager: Actor, tmp_path: Path) -> None:
    prepare(manager)
    later = now(manager, MORNING + timedelta(minutes=5))
    file = tmp_path / "part.xml"
    file.write_bytes(statement(paid("4.00", f"INV {to('Ada').number}")))
    from piperoll.receipting.import_statement import import_statement

    import_statement(file=file, bank_account=None, **later)
    allocate_receipts(**later)
    send(manager)
    assert "Money came in since this was prepared" in to("Ada").outbox.reason or "suspense" in to("Ada").outbox.reason


def test_a_death_or_a_move_since_pulls_it(billed: int, manager: Actor) -> None:
    prepare(manager)
    told = FlagTold("deceased", "Registrar", MONDAY + timedelta(days=30), happened_on=MONDAY)
    raise_flag(customer=person("Ben").pk, told=told, **now(manager, MORNING + timedelta(minutes=5)))
    Address.objects.filter(customer=person("Ada")).update(lines="7 New Road")
    assert (send(manager).pulled, states()["Cai"]) == (2, "sent")
    assert "has changed since this was prepared" in to("Ada").outbox.reason


class Trouble:
    """A mail server that does to the first email what a test asks, and takes the rest."""

    def __init__(self, fault: BaseException) -> None:
        self.fault: BaseException | None = fault
        self.taken: list[EmailMessage] = []

    def send(self, message: EmailMessage) -> None:
        fault, self.fault = self.fault, None
        if fault:
            raise fault
        self.taken.append(message)

    def __enter__(self) -> Trouble:
        return self

    def __exit__(self, *fault: object) -> None:
        return None


def with_server(server: Trouble, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "the_councils_mail", lambda: server)


def test_a_refused_address_falls_back_to_post_in_the_same_run(
    billed: int, manager: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(manager)
    with_server(Trouble(mail.NotTaken(why="550 no such user")), monkeypatch)
    sent = send(manager)
    assert (sent.bounced, sent.emailed, sent.posted) == (1, 1, 2)
    first, second = Document.objects.filter(recipient="Ben Lovegrove").order_by("turn")
    assert (first.outbox.state, second.outbox.state, second.channel) == ("bounced", "sent", "post")
    assert "550 no such user" in first.outbox.reason


def test_try_later_waits_for_the_next_run(billed: int, manager: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(manager)
    server = Trouble(mail.TryLater(why="451 busy"))
    with_server(server, monkeypatch)
    assert (send(manager).waiting, states()["Ben"]) == (1, "prepared")
    assert (send(manager, at=LATER + timedelta(hours=1)).emailed, len(server.taken)) == (1, 2)


def test_a_broken_connection_leaves_it_in_doubt_and_the_rest_waiting(
    billed: int, manager: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(manager)
    with_server(Trouble(ConnectionResetError("gone")), monkeypatch)
    sent = send(manager)
    assert (sent.in_doubt, sent.emailed, sent.posted, sent.waiting) == (1, 0, 1, 1)
    assert send(manager, at=LATER + timedelta(hours=1)).emailed == 1
    assert states()["Ben"] == "in_doubt"


class Killed(BaseException):
    """The process is gone."""


def die(*given: Any, **named: Any) -> None:
    raise Killed


def test_killed_while_an_email_is_handed_over_it_is_in_doubt_and_never_sent_again(
    billed: int, manager: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(manager)
    with monkeypatch.context() as patch, pytest.raises(Killed):
        with_server(Trouble(Killed()), patch)
        send(manager)
    assert states()["Ben"] == "claimed"
    after = send(manager, at=LATER + timedelta(hours=1))
    assert (after.in_doubt, after.emailed, after.posted) == (1, 1, 1)
    assert "it may have gone or not" in to("Ben").outbox.reason


@pytest.mark.parametrize("place", ["before_the_books", "before_the_rename"])
def test_killed_round_a_print_file_every_letter_is_in_one_and_only_one(
    billed: int, manager: Actor, monkeypatch: pytest.MonkeyPatch, post_room: Path, place: str
) -> None:
    prepare(manager)
    with monkeypatch.context() as patch, pytest.raises(Killed):
        if place == "before_the_books":
            patch.setattr(posting_out, "move", die)
        else:
            patch.setattr(
                Path,
                "replace",
                lambda a, b: (
                    die()
                    if a.suffix == ".part" and "run" in a.name and not a.name.startswith(".")
                    else os.replace(a, b)
                ),
            )
        send(manager)
    assert not list((post_room / "print").glob("*.pdf"))
    send(manager, at=LATER + timedelta(hours=1))
    files = list((post_room / "print").glob("*.pdf"))
    assert (len(files), PrintFile.objects.count(), states()["Ada"]) == (1, 1, "sent")
    assert not list((post_room / "print").glob("*.part"))
    assert Event.objects.filter(document=to("Ada"), event="send").count() == 1


def test_without_a_mail_server_the_post_goes_and_emails_wait(billed: int, manager: Actor, settings: Settings) -> None:
    settings.MAIL_URL = ""
    prepare(manager)
    sent = send(manager)
    assert (sent.posted, sent.emailed, sent.waiting) == (1, 0, 2)
    assert "No mail server is named" in sent.emails_wait


def test_a_letter_that_cannot_be_drawn_is_pulled_and_the_rest_go(billed: int, manager: Actor) -> None:
    Address.objects.filter(customer=person("Ada")).update(lines="\n".join(f"Line {n}" for n in range(9)))
    prepare(manager)
    assert (send(manager).emailed, states()["Ada"]) == (2, "pulled")
    assert "at most 7 lines" in to("Ada").outbox.reason


def test_one_batch_alone(billed: int, manager: Actor) -> None:
    batch = prepare(manager).run
    assert send(manager, batch=batch + 1000).posted == 0
    assert send(manager, batch=batch).posted == 1


def test_the_log_tells_it_all(billed: int, manager: Actor) -> None:
    prepare(manager)
    send(manager)
    assert [row.event for row in log_of(to("Ben").pk)] == ["send", "claim"]
    assert log_of(to("Ada").pk)[0].reference == PrintFile.objects.get().name


def test_a_letter_voided_while_the_print_file_is_made_is_left_out(
    billed: int, manager: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(manager)
    ours = posting_out.pages_of

    def voiding(pdf: bytes) -> int:
        void_document(document=to("Ada").pk, reason="just in time", **now(manager))
        return ours(pdf)

    monkeypatch.setattr(posting_out, "pages_of", voiding)
    assert (send(manager).posted, states()["Ada"], PrintFile.objects.count()) == (0, "void", 0)
