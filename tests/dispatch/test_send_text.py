"""Text messages: to whoever asked and may have one, once; what cannot be delivered falls back as its kind says."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import Settings

from dispatch.letters import LATER, now, person, prepare, send, states, texts, to, wants_texts
from dispatch.notify_here import notify
from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.customers.end_contact import end_contact
from piperoll.customers.models import Contact
from piperoll.dispatch.ask_notify import ask_notify
from piperoll.dispatch.composing import MayNotBeWrittenTo, NobodyToWriteTo, compose
from piperoll.dispatch.models import Copy, Document
from piperoll.dispatch.prepare_letters import NothingToPrepare
from piperoll.dispatch.send_text import send_text
from piperoll.documents.approve_template import approve_template
from piperoll.documents.template_queries import template_called
from piperoll.documents.write_template import CannotBeTexted, TooLongToText, write_template
from piperoll.foundations.actors import Actor
from safeguards.people import flag, hold, represent
from the_day import MONDAY

NEXT = LATER + timedelta(hours=1)
AFTER = NEXT + timedelta(hours=1)


def text(by: Actor, first_name: str = "Ada", template: str = "please-call") -> Document:
    told = send_text(customer=person(first_name).pk, template=template, **now(by))
    return Document.objects.get(pk=told.documents[0])


def test_it_goes_to_the_mobile_of_whoever_asked_and_its_copy_is_kept(billed: int, manager: Actor) -> None:
    with pytest.raises(NobodyToWriteTo, match="mobile number of somebody who asked for texts"):
        text(manager)
    wants_texts(manager, "Ada")
    document = text(manager)
    sent = send(manager)
    assert (sent.texted, sent.posted, states()["Ada"]) == (1, 0, "sent")
    (file,) = texts()
    assert file.read_text().startswith("To: 07700 900123\n\nPlease call Anytown Borough Council on")
    copy = Copy.objects.get(document=document)
    assert (copy.media, copy.size) == ("text/plain", len(file.read_bytes()))
    assert send(manager, at=NEXT).texted == 0


def test_what_it_says_and_how_many_messages_it_is(billed: int, manager: Actor) -> None:
    wants_texts(manager, "Ada")
    composed = compose(template_called("please-call"), person("Ada"), on=MONDAY)
    assert composed.readers[0].parts == 1
    assert person("Ada").reference in composed.readers[0].words.body


def test_the_barred_get_none_and_a_deputy_gets_theirs(billed: int, manager: Actor) -> None:
    for name in ("Ada", "Ben", "Cai"):
        wants_texts(manager, name)
    flag(manager, person("Ada").pk, "vulnerable")
    with pytest.raises(MayNotBeWrittenTo, match="no text message goes by itself"):
        text(manager)
    represent(manager, person("Ben").pk, "deputy", phone="07700 900456")
    assert (text(manager, "Ben").recipient, text(manager, "Ben").phone) == ("Mr Piers Quill", "07700 900456")
    represent(manager, person("Cai").pk, "informal", "Ms Nan Linnet", phone="07700 900789")
    assert text(manager, "Cai").recipient == "Cai Lovegrove", "a helper is told when they ask, never texted"


def test_a_number_that_changed_or_a_hold_since_pulls_it(billed: int, manager: Actor) -> None:
    for name in ("Ada", "Ben"):
        wants_texts(manager, name)
        text(manager, name)
    end_contact(contact=Contact.objects.get(customer=person("Ada"), kind="phone").pk, reason="x", **now(manager))
    Contact.objects.filter(customer=person("Ada"), kind="phone").update(valid_to=MONDAY - timedelta(days=1))
    hold(manager, person("Ben").pk, "dispute")
    assert (send(manager).pulled, texts()) == (2, [])
    assert "has changed" in to("Ada").outbox.reason
    assert "not chased" in to("Ben").outbox.reason


def test_a_text_about_a_bill_follows_its_bill_and_only_where_asked_for(billed: int, manager: Actor) -> None:
    for name in ("Ada", "Ben"):
        wants_texts(manager, name)
    prepare(manager)
    made = prepare(manager, kind="bill_text")
    assert (made.sources, made.documents, made.text, made.nobody) == (2, 2, 2, 0)
    with pytest.raises(NothingToPrepare):
        prepare(manager, kind="bill_text")
    sent = send(manager)
    assert (sent.posted, sent.emailed, sent.texted) == (1, 2, 2)
    assert "bill" in texts()[0].read_text()
    assert "£10.00 is on its way. Please pay by" in texts()[0].read_text()


def test_no_text_about_a_bill_that_did_not_go(billed: int, manager: Actor) -> None:
    wants_texts(manager, "Ada")
    prepare(manager)
    prepare(manager, kind="bill_text")
    Document.objects.get(kind="invoice", customer=person("Ada"))
    person("Ada").addresses.update(lines="7 New Road")
    send(manager)
    assert "The bill itself has not gone to them." in Document.objects.get(kind="bill_text").outbox.reason


@pytest.mark.parametrize("number", ["07700 900002", "07700 900003"])
def test_an_officers_text_that_fails_goes_as_a_letter(
    billed: int, manager: Actor, settings: Settings, number: str
) -> None:
    wants_texts(manager, "Ada", number)
    with notify(settings):
        text(manager)
        assert send(manager).texted == 1
        assert sum(ask_notify(**now(manager, NEXT)).failed for _ in range(2)) == 1
        letter = Document.objects.get(kind="text", turn=2)
        assert (letter.channel, letter.postcode, letter.outbox.state) == ("post", "AN1 2AB", "prepared")
        assert "since the text came back" in letter.why
        assert send(manager, at=AFTER).posted == 1


def test_a_failed_text_about_a_bill_needs_nothing_more(billed: int, manager: Actor, settings: Settings) -> None:
    wants_texts(manager, "Ada", "07700900002")
    with notify(settings):
        prepare(manager)
        prepare(manager, kind="bill_text")
        send(manager)
        assert sum(ask_notify(**now(manager, NEXT)).failed for _ in range(2)) == 1
    assert Document.objects.get(kind="bill_text").outbox.state == "bounced"
    assert not Document.objects.filter(kind="bill_text", turn=2).exists()


def test_without_a_way_to_text_they_wait_and_it_is_said(billed: int, manager: Actor, settings: Settings) -> None:
    wants_texts(manager, "Ada")
    text(manager)
    settings.TEXT_BY = ""
    sent = send(manager)
    assert (sent.waiting, "PIPEROLL_TEXTS" in sent.texts_wait) == (1, True)
    settings.TEXT_BY, settings.NOTIFY_KEY = "notify", "nonsense"
    assert "PIPEROLL_NOTIFY_KEY" in send(manager, at=NEXT).texts_wait


def test_words_no_telephone_shows_are_refused(billed: int, manager: Actor) -> None:
    officer = actor_of(User.objects.create(username="olive", name="Olive Orr", role="officer"))
    told = {"name": "long", "kind": "text", "subject": "Long", **now(officer)}
    with pytest.raises(CannotBeTexted, match="🎉"):
        write_template(**told, body="Well done 🎉")
    with pytest.raises(TooLongToText):
        write_template(**told, body="a" * 919)
    write_template(**told, body="a" * 905 + " {{ customer_name }}")
    approve_template(name="long", number=1, **now(manager))
    wants_texts(manager, "Ada")
    with pytest.raises(TooLongToText):
        text(manager, template="long")
