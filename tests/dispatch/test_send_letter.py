"""An officer writes to one customer: what was shown is what goes, to whoever hears, kept and found like all others."""

from __future__ import annotations

from datetime import timedelta

import psycopg
import pytest

from dispatch.letters import LATER, by_email, caught, now, person, send, to
from piperoll.customers.models import DeliveryChoice, JointMember
from piperoll.dispatch.composing import MayNotBeWrittenTo, NobodyToWriteTo, NotAsShown, NotOfThatKind, compose
from piperoll.dispatch.finding import documents_of
from piperoll.dispatch.models import Document, Message
from piperoll.dispatch.post_room import CopyLost, folder
from piperoll.dispatch.reprint_document import reprint_document
from piperoll.dispatch.send_letter import send_letter
from piperoll.dispatch.words import words_of
from piperoll.documents.template_queries import NoSuchStage, NoSuchTemplate, template_called
from piperoll.foundations.actors import Actor
from piperoll.reconciliation.check_books import check_books
from piperoll.runs.checking_seals import check_chain
from piperoll.safeguards.place_hold import place_hold
from safeguards.people import flag, represent
from the_day import MONDAY

NEXT = LATER + timedelta(hours=1)


def write(by: Actor, first_name: str = "Ada", **more: object) -> list[Document]:
    told = {"customer": person(first_name).pk, "template": "account-letter", **now(by)} | more
    return list(Document.objects.filter(pk__in=send_letter(**told).documents).order_by("pk"))  # type: ignore[arg-type]


def test_it_goes_by_post_with_todays_facts_and_is_found_on_the_account(billed: int, manager: Actor) -> None:
    (document,) = write(manager)
    words = words_of(Message.objects.get())
    assert "Today your balance is £10.00" in words.body
    assert (document.kind, document.channel, document.number) == ("letter", "post", f"LETTER-{document.source_id}")
    assert send(manager).posted == 1
    assert reprint_document(document=document.pk, **now(manager, NEXT)).content.startswith(b"%PDF-")
    assert [row.kind for row in documents_of(customer=person("Ada").pk, most=9)] == ["letter"]
    assert check_books().agrees
    assert check_chain().agrees


def test_by_email_the_words_are_the_email(billed: int, manager: Actor) -> None:
    write(manager, "Ben")
    assert send(manager).emailed == 1
    assert b"Your account with us" in caught()[0].read_bytes()


def test_what_was_shown_is_what_goes_or_nothing(billed: int, manager: Actor) -> None:
    seen = compose(template_called("account-letter"), person("Ada"), on=MONDAY).seal
    by_email("Ada")
    with pytest.raises(NotAsShown):
        write(manager, seen=seen)
    assert not Message.objects.exists()
    seen = compose(template_called("account-letter"), person("Ada"), on=MONDAY).seal
    assert write(manager, seen=seen)[0].channel == "email"


def test_whoever_acts_for_them_reads_words_of_their_own(billed: int, manager: Actor) -> None:
    represent(manager, person("Ada").pk, "deputy")
    (document,) = write(manager)
    assert (document.recipient, document.audience) == ("Mr Piers Quill", "representative")
    assert "because you act for Ada Lovegrove" in words_of(Message.objects.get()).body


def test_welsh_readers_get_welsh_and_each_joint_debtor_a_letter(billed: int, manager: Actor) -> None:
    assert write(manager, "Cai")[0].language == "cy"
    assert "Annwyl Cai" in words_of(Message.objects.get()).body
    for member in ("Ben", "Cai"):
        JointMember.objects.create(account=person("Ada"), member=person(member), valid_from=MONDAY)
    assert [one.recipient for one in write(manager)] == ["Ben Lovegrove", "Cai Lovegrove"]


def test_the_words_of_a_stage_go_to_each_reader_in_theirs(billed: int, manager: Actor) -> None:
    (document,) = write(manager, stage="reminder")
    assert document.stage == "reminder"
    assert "Please pay what is overdue now." in words_of(Message.objects.get()).body
    represent(manager, person("Ben").pk, "deputy")
    readers = {
        name: compose(template_called("account-letter"), person(name), stage="reminder", on=MONDAY).readers[0]
        for name in ("Ben", "Cai")
    }
    assert [one.version.template.name for one in readers.values()] == [
        "account-letter-reminder-representative",
        "account-letter-reminder-cy",
    ]
    plain = compose(template_called("account-letter"), person("Ada"), stage="before_action", on=MONDAY).readers[0]
    assert plain.version.template.name == "account-letter"
    with pytest.raises(NoSuchStage, match="reminder, final_notice"):
        write(manager, stage="doomsday")


def test_a_bar_stops_it_and_a_hold_since_pulls_it(billed: int, manager: Actor) -> None:
    document = write(manager)[0]
    soon = now(manager, now(manager)["at"] + timedelta(minutes=5))
    place_hold(customer=person("Ada").pk, kind="complaint", until=MONDAY + timedelta(9), note="", **soon)
    assert send(manager).pulled == 1
    assert "complaint" in Document.objects.get(pk=document.pk).outbox.reason
    flag(manager, person("Ben").pk, "minor")
    with pytest.raises(MayNotBeWrittenTo, match="a child is not written to about money"):
        write(manager, "Ben")


def test_what_cannot_be_written(billed: int, manager: Actor) -> None:
    with pytest.raises(NoSuchTemplate):
        write(manager, template="poem")
    with pytest.raises(NotOfThatKind):
        write(manager, template="invoice-email")
    person("Ada").addresses.all().delete()
    with pytest.raises(NobodyToWriteTo, match="no address and no email"):
        write(manager)
    assert not Message.objects.exists()


def test_words_changed_behind_the_books_are_never_sent(billed: int, manager: Actor) -> None:
    write(manager)
    for file in folder("copies").rglob("*"):
        if file.is_file():
            file.write_text('["Pay up", "Now"]')
    with pytest.raises(CopyLost):
        send(manager)


@pytest.mark.django_db(transaction=True)
def test_no_message_is_edited_and_one_that_is_shows(billed: int, manager: Actor, as_owner: psycopg.Connection) -> None:
    write(manager)
    with pytest.raises(psycopg.errors.RestrictViolation, match="append-only"):
        as_owner.execute("UPDATE dispatch_message SET language = 'cy'")
    as_owner.execute("ALTER TABLE dispatch_message DISABLE TRIGGER append_only")
    as_owner.execute("UPDATE dispatch_message SET language = 'cy'")
    as_owner.execute("ALTER TABLE dispatch_message ENABLE TRIGGER append_only")
    assert not check_chain().agrees


def test_large_print_is_kept_to(billed: int, manager: Actor) -> None:
    run = DeliveryChoice.objects.first().run  # type: ignore[union-attr]
    DeliveryChoice.objects.create(
        customer=person("Ada"), channel="post", language="en", format="large_print", valid_from=MONDAY, run=run
    )
    assert write(manager)[0].format == "large_print"
    assert to("Ada").format == "large_print"
