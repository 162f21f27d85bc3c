"""A stage may be an email or a text: whoever can be reached so is, everybody else has a letter, and the list says why.
A text says nothing private, keeps the hours, and counts only when it arrived."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from pytest_django import Settings

from cases.caring import officer, teams, worked_out
from crediting import somebody
from dispatch.letters import texts
from dispatch.notify_here import notify
from piperoll.cases import queries
from piperoll.customers.models import Contact, Customer, DeliveryChoice
from piperoll.dispatch.ask_notify import ask_notify
from piperoll.dispatch.dispatch_letters import Dispatched, dispatch_letters
from piperoll.dispatch.models import Document
from piperoll.documents.blanks import NoSuchBlank
from piperoll.documents.write_template import write_template
from piperoll.foundations.actors import Actor
from piperoll.recovery.models import Stage
from piperoll.recovery.set_recovery_stage import NotByThatChannel, NoWordsForIt, set_recovery_stage
from piperoll.recovery.wordings import wordings
from piperoll.runs.models import Run
from recovery.reminding import after, issue, now, owing, propose, proposed_for, remind, send, stands, step
from safeguards.people import flag, hold, represent
from the_day import MONDAY, MORNING

ADA, BEN, CAI = "Ada Lovegrove", "Ben Budd", "Cai Crane"
SEVENTH = after(7)


def by(channel: str, who: Actor, stage: str = "first_notice", days: int = 7, **more: Any) -> None:
    """From Monday on, a stage of residents goes so."""
    told = {"track": "resident", "stage": stage, "days": days, "wait_days": 14, "minimum_pence": 500, **more}
    set_recovery_stage(
        **told, channel=channel, valid_from=MONDAY, authority="Policy", on=MONDAY, at=MORNING, by=who
    )  # fmt: skip


def reached(customer: Customer, *, email: str = "", mobile: str = "", channel: str = "", **choice: Any) -> None:
    """How somebody can be reached, and what they chose, if anything."""
    for kind, value in (("email", email), ("phone", mobile)):
        if value:
            Contact.objects.create(customer=customer, kind=kind, value=value, valid_from=MONDAY)
    if channel or choice:
        run = Run.objects.order_by("-id")[0]
        told = {"channel": channel or "post", "language": "en", "format": "standard", **choice}
        DeliveryChoice.objects.create(customer=customer, valid_from=MONDAY, run=run, **told)


def said(customer: Customer) -> tuple[str, str]:
    """By which way the newest list says somebody is told, and the end of its reason."""
    row = proposed_for(customer)
    return row.goes_by, row.reason


def newest(customer: Customer) -> Document:
    return (
        Document.objects.select_related("outbox")
        .filter(customer=customer, kind__in=["reminder", "rem_text"])
        .latest("id")
    )


def at_hour(hour: int, on: Any = SEVENTH) -> Dispatched:
    """What waits goes, at an hour."""
    told = now(somebody("officer"), on) | {"at": datetime.combine(on, time(hour), UTC)}
    return dispatch_letters(**told, workers=1)


def test_whoever_asked_for_texts_has_one_and_it_is_a_stage_like_any_letter(morag: Actor, tmp_path: Path) -> None:
    by("text", morag)
    ada, ben = owing(tmp_path, morag, ADA, "30.00"), owing(tmp_path, morag, BEN, "9.00")
    reached(ada, mobile="07700 900123", texts=True)
    reached(ben, mobile="07700 900124")
    proposed = propose(SEVENTH)
    assert said(ada)[0] == "text"
    assert said(ada)[1].endswith(" By text.")
    assert said(ben)[0] == "letter"
    assert "By letter, not by text: they did not ask for texts" in said(ben)[1]
    words = {one.goes_by: one.words.template.name for one in wordings(proposed.reminder_run or 0, SEVENTH) if one.words}
    assert words == {"text": "reminder-text", "letter": "reminder-first-notice"}
    issued = issue(proposed, SEVENTH)
    assert (issued.letters, issued.text, issued.post) == (2, 1, 1)
    sent = send(SEVENTH)
    assert (sent.texted, sent.posted) == (1, 1)
    (file,) = texts()
    words_sent = file.read_text()
    assert ada.reference in words_sent
    assert not {"Ada", "Lovegrove", "30", "£", "overdue", "owe"} & set(words_sent.replace(".", " ").split())
    assert step(ada, after(20)) == "not_yet reminder", "it counts: the ladder goes on"
    assert proposed_for(ada).goes_by == "text"


@pytest.mark.parametrize("number", ["07700 900002", "07700 900003"])
def test_a_text_that_did_not_arrive_told_nobody_and_a_letter_follows_with_why(
    morag: Actor, tmp_path: Path, settings: Settings, number: str
) -> None:
    by("text", morag)
    ada = owing(tmp_path, morag, ADA, "30.00")
    reached(ada, mobile=number, texts=True)
    with notify(settings):
        remind(SEVENTH)
        assert step(ada, after(8)) == "not_yet reminder"
        told = now(somebody("manager", "asks.notify"), after(8))
        assert sum(ask_notify(**told).failed for _ in range(3)) == 1
    assert step(ada, after(8)) == "send first_notice", "nobody was told, so the stage was never reached"
    assert Document.objects.filter(customer=ada, kind="rem_text").count() == 1, "no second text, no letter by itself"
    propose(after(8))
    way, reason = said(ada)
    assert way == "letter"
    assert f"the text of {SEVENTH.day} {SEVENTH:%B %Y} could not be delivered to that number" in reason


def test_texts_keep_the_hours_and_letters_do_not(morag: Actor, tmp_path: Path) -> None:
    by("text", morag)
    ada, ben = owing(tmp_path, morag, ADA, "30.00"), owing(tmp_path, morag, BEN, "9.00")
    reached(ada, mobile="07700 900123", texts=True)
    issue(propose(SEVENTH), SEVENTH)
    early = at_hour(5)
    assert (early.texted, early.posted, early.waiting) == (0, 1, 1)
    assert "go between" in early.texts_wait
    assert newest(ada).outbox.state == "prepared"
    assert newest(ben).outbox.state == "sent"
    assert at_hour(11).texted == 1


def test_what_happened_since_pulls_a_text(morag: Actor, tmp_path: Path) -> None:
    by("text", morag)
    ada, ben, cai = (owing(tmp_path, morag, name, "30.00") for name in (ADA, BEN, CAI))
    for one, mobile in ((ada, "07700 900123"), (ben, "07700 900124"), (cai, "07700 900125")):
        reached(one, mobile=mobile, texts=True)
    issue(propose(SEVENTH), SEVENTH)
    hold(morag, ada.pk, "breathing_space", on=SEVENTH, days=60)
    Contact.objects.filter(customer=ben, kind="phone").update(value="07700 900999")
    assert (send(SEVENTH).texted, texts()[0].read_text()[:16]) == (1, "To: 07700 900125")
    assert newest(ada).outbox.state == newest(ben).outbox.state == "pulled"
    assert "has changed" in newest(ben).outbox.reason


def test_a_vulnerable_customer_is_never_texted_and_a_deputy_hears_instead(morag: Actor, tmp_path: Path) -> None:
    by("text", morag)
    ada, ben = owing(tmp_path, morag, ADA, "30.00"), owing(tmp_path, morag, BEN, "9.00")
    reached(ada, mobile="07700 900123", texts=True)
    flag(morag, ada.pk, "vulnerable")
    reached(ben, mobile="07700 900124", texts=True)
    represent(morag, ben.pk, "deputy", phone="07700 900456")
    issue(propose(SEVENTH), SEVENTH)
    assert proposed_for(ada).why == "barred"
    assert not Document.objects.filter(customer=ada, kind="rem_text").exists()
    assert (newest(ben).recipient, newest(ben).phone) == ("Mr Piers Quill", "07700 900456")


def test_an_email_goes_to_whoever_has_one_and_did_not_ask_for_post(morag: Actor, tmp_path: Path) -> None:
    by("email", morag)
    ada, ben, cai = (owing(tmp_path, morag, name, "30.00") for name in (ADA, BEN, CAI))
    reached(ada, email="ada@example.com")
    reached(ben, email="ben@example.com", channel="post")
    issue(propose(SEVENTH), SEVENTH)
    assert [said(one)[0] for one in (ada, ben, cai)] == ["email", "letter", "letter"]
    assert "they asked for post" in said(ben)[1]
    assert "no email address" in said(cai)[1]
    sent = send(SEVENTH)
    assert (sent.emailed, sent.posted, sent.pulled) == (1, 2, 0)
    assert (newest(ada).channel, newest(ada).email) == ("email", "ada@example.com")


def test_who_chose_post_after_the_list_has_a_letter_after_all(morag: Actor, tmp_path: Path) -> None:
    by("email", morag)
    ada = owing(tmp_path, morag, ADA, "30.00")
    owing(tmp_path, morag, BEN, "30.00")
    reached(ada, email="ada@example.com")
    proposed = propose(SEVENTH)
    reached(ada, channel="post")
    assert issue(proposed, SEVENTH).dropped == 1
    assert stands(ada, SEVENTH).goes_by == "letter"


@pytest.mark.parametrize(("channel", "setting"), [("text", "TEXT_BY"), ("email", "MAIL_URL")])
def test_a_council_with_no_way_to_send_it_writes_letters(
    morag: Actor, tmp_path: Path, settings: Settings, channel: str, setting: str
) -> None:
    by(channel, morag)
    ada = owing(tmp_path, morag, ADA, "30.00")
    reached(ada, email="ada@example.com")
    reached(ada, mobile="07700 900123", channel="email", texts=True)
    setattr(settings, setting, "")
    assert issue(propose(SEVENTH), SEVENTH).letters == 1
    assert said(ada)[0] == "letter"
    assert f"no way to send {channel}s yet" in said(ada)[1]


def test_a_call_for_any_stage_is_on_the_list_of_calls(morag: Actor, tmp_path: Path) -> None:
    teams(morag)
    by("call", morag, "reminder", 21)
    ada = owing(tmp_path, morag, ADA, "30.00")
    remind(SEVENTH)
    worked_out(after(25))
    assert queries.stands(ada.pk).action == "call"
    officer("Bo")
    called = queries.to_call(queries.Asked(), after(25), most=9)
    assert [row.name for row in called] == [ADA]


@pytest.mark.parametrize(
    ("channel", "stage", "refusal"),
    [
        ("text", "final_notice", NotByThatChannel), ("text", "letter_of_claim", NotByThatChannel),
        ("email", "letter_of_claim", NotByThatChannel), ("text", "review", NoWordsForIt), ("email", "call", NoWordsForIt),
    ],
)  # fmt: skip
def test_what_a_text_or_an_email_cannot_be_is_refused(
    morag: Actor, channel: str, stage: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        by(channel, morag, stage)
    with pytest.raises(IntegrityError), transaction.atomic():
        Stage.objects.create(
            track="resident", stage="final_notice", days=1, wait_days=0, channel="text", minimum_pence=0,
            valid_from=SEVENTH, authority="x",
        )  # fmt: skip


@pytest.mark.parametrize("blank", ["customer_name", "recipient_name", "overdue", "owed"])
def test_a_texts_words_cannot_hold_what_is_private(morag: Actor, blank: str) -> None:
    told = {"name": "mine", "kind": "rem_text", "subject": "x", "on": MONDAY, "at": MORNING, "by": morag}
    with pytest.raises(NoSuchBlank):
        write_template(body=f"Hello {{{{ {blank} }}}}", **told)
