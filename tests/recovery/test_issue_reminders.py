"""Somebody else issues exactly the list that was proposed; what no longer holds is dropped, then or as it leaves."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any, LiteralString

import psycopg
import pytest
from django.db import connection

from crediting import somebody
from piperoll.authority.set_limit import set_limit
from piperoll.dispatch.models import Document
from piperoll.foundations.actors import Actor
from piperoll.recovery.approval import BeyondYourReach
from piperoll.recovery.finding import NoSuchReminderRun, RemindersIssuedAlready
from piperoll.recovery.issue_reminders import (
    NoReminderWaits,
    NothingToRemind,
    OwnReminders,
    RemindersStale,
    issue_reminders,
    the_one_that_waits,
)
from piperoll.recovery.models import Dropped, Proposal
from piperoll.runs.checking_seals import check_chain
from piperoll.safeguards.models import Hold
from recovery.reminding import after, issue, now, owing, pays, propose, receives, remind, send, step
from safeguards.people import hold
from the_day import MONDAY, MORNING, ask

ADA, BEN = "Ada Lovegrove", "Ben Budd"


def came_of() -> dict[str, tuple[str, str]]:
    """Recipient → where their reminder stands, and why."""
    found = Document.objects.select_related("outbox").filter(kind="reminder")
    return {one.recipient.split()[0]: (one.outbox.state, one.outbox.reason) for one in found}


def test_exactly_the_list_goes_in_the_words_of_its_stage(morag: Actor, tmp_path: Path) -> None:
    owing(tmp_path, morag, ADA, "30.00", "12.00")
    owing(tmp_path, morag, BEN, "9.00")
    proposed = propose(after(7))
    owing(tmp_path, morag, "Cora Crisp", "50.00")  # not looked at, so not written to
    issued = issue(proposed, after(8))
    assert (issued.letters, issued.letters_pence, issued.documents, issued.post) == (2, 51_00, 2, 2)
    send(after(8))
    assert came_of() == {"Ada": ("sent", ""), "Ben": ("sent", "")}
    hers = Document.objects.get(recipient=ADA, kind="reminder")
    assert (hers.stage, hers.amount_pence) == ("first_notice", 42_00)


def test_nobody_issues_what_they_proposed_nor_twice_nor_late(morag: Actor, tmp_path: Path) -> None:
    with pytest.raises(NoReminderWaits):
        the_one_that_waits()
    owing(tmp_path, morag, ADA, "30.00")
    senior = somebody("senior")
    proposed = propose(after(7), senior)
    with pytest.raises(OwnReminders):
        issue(proposed, after(7), senior)
    with pytest.raises(RemindersStale):
        issue(proposed, after(15), morag)
    with pytest.raises(RemindersStale):
        issue(proposed, after(6), morag)
    issue(proposed, after(7), morag)
    with pytest.raises(RemindersIssuedAlready):
        issue(proposed, after(7), somebody("senior", "another.senior"))
    with pytest.raises(NoSuchReminderRun):
        issue_reminders(reminder_run=0, **now(morag, after(7)))
    assert Document.objects.filter(kind="reminder").count() == 1


def test_who_may_issue_how_much_is_the_councils_to_say(morag: Actor, tmp_path: Path) -> None:
    owing(tmp_path, morag, ADA, "30.00")
    for pounds_, approver in ((20, "senior"), (1000, "manager")):
        set_limit(
            act="issue_reminders", approvers=[approver], up_to_pence=pounds_ * 100, valid_from=MONDAY, authority="Policy",
            on=MONDAY, at=MORNING, by=somebody("administrator"),
        )  # fmt: skip
    proposed = propose(after(7))
    with pytest.raises(BeyondYourReach, match=r"£30\.00 are for Team manager"):
        issue(proposed, after(7))
    assert issue(proposed, after(7), morag).letters == 1


def test_who_paid_or_was_held_since_is_dropped_with_the_reason(morag: Actor, tmp_path: Path) -> None:
    ada, ben, cora = (owing(tmp_path, morag, name, "30.00") for name in (ADA, BEN, "Cora Crisp"))
    proposed = propose(after(7))
    pays(tmp_path, morag, ada, "30.00", after(7))
    hold(morag, ben.pk, "complaint", on=after(7))
    pays(tmp_path, morag, cora, "10.00", after(7))
    with pytest.raises(NothingToRemind):
        issue(proposed, after(8))
    owing(tmp_path, morag, "Dan Dale", "30.00")
    assert not Dropped.objects.exists(), "nothing was half done"


def test_the_rest_of_a_list_goes_when_some_of_it_is_dropped(morag: Actor, tmp_path: Path) -> None:
    owing(tmp_path, morag, ADA, "30.00")
    ben, cora = (owing(tmp_path, morag, name, "30.00") for name in (BEN, "Cora Crisp"))
    proposed = propose(after(7))
    hold(morag, ben.pk, "complaint", on=after(7))
    pays(tmp_path, morag, cora, "10.00", after(7))
    issued = issue(proposed, after(8))
    assert (issued.letters, issued.dropped) == (1, 2)
    told = {d.proposal.customer.name: d.reason for d in Dropped.objects.select_related("proposal__customer")}
    assert told[BEN].startswith("On hold until")
    assert told["Cora Crisp"] == "Less is chased now than it would ask for."


def test_every_letter_is_asked_about_once_more_as_it_leaves(morag: Actor, tmp_path: Path) -> None:
    _, ben, cora, dan = (
        owing(tmp_path, morag, name, "30.00") for name in (ADA, BEN, "Cora Crisp", "Dan Dale")
    )  # fmt: skip
    issue(propose(after(7)), after(7))
    invoice = ask("SELECT id, number FROM billing_invoice WHERE customer_id = %(c)s", c=ben.pk)[0]
    hold(morag, ben.pk, "dispute", on=after(7), invoice_id=invoice.id, invoice_number=invoice.number)
    hold(morag, cora.pk, "debt_advice", on=after(7))
    pays(tmp_path, morag, dan, "30.00", after(7))
    sent = send(after(8))
    assert (sent.posted, sent.pulled) == (1, 3)
    came = came_of()
    assert came["Ada"] == ("sent", "")
    assert came["Ben"] == ("pulled", "It does not hold any more. All that is overdue is disputed or on hold.")
    assert "debt advice" in came["Cora"][1]
    assert came["Dan"][0] == "pulled"


def test_a_disputed_sum_holds_that_sum_alone(morag: Actor, tmp_path: Path) -> None:
    ada = owing(tmp_path, morag, ADA, "100.00")
    invoice = ask("SELECT id, number FROM billing_invoice")[0]
    hold(morag, ada.pk, invoice_id=invoice.id, invoice_number=invoice.number, amount_pence=30_00, days=60)
    issued = remind(after(7))
    assert issued.letters_pence == 70_00
    pays(tmp_path, morag, ada, "70.00", after(8))
    assert step(ada, after(22)) == "held"
    one = Hold.objects.get()
    assert one.valid_to < after(40)
    assert step(ada, after(40)) == "send reminder", "the hold ended by itself, and the ladder goes on where it was"


def test_an_instalment_on_hold_leaves_the_others(morag: Actor, tmp_path: Path) -> None:
    ada = owing(tmp_path, morag, ADA, "100.00", "20.00")
    first = ask(
        "SELECT i.id, i.invoice_id, v.number FROM receivables_item i JOIN billing_invoice v ON v.id = i.invoice_id ORDER BY i.id"
    )[0]
    hold(morag, ada.pk, invoice_id=first.invoice_id, invoice_number=first.number, item_id=first.id, days=60)
    assert remind(after(7)).letters_pence == 20_00


def test_money_in_suspense_that_may_be_theirs_counts_for_them(morag: Actor, tmp_path: Path) -> None:
    from piperoll.receipting.allocate_receipts import allocate_receipts

    ada = owing(tmp_path, morag, ADA, "30.00")
    owing(tmp_path, morag, BEN, "30.00")
    receives(tmp_path, morag, "30.00", "LOVEGROVE TRADE WASTE", "ADA LOVEGROVE")
    allocate_receipts(**now(morag, after(7)))
    suggested = {row.customer_id for row in ask("SELECT customer_id FROM receipting_suggestedpayer")}
    assert suggested == {ada.pk}
    assert step(ada, after(7)) == "suspense"
    assert remind(after(7)).letters == 1


def test_a_pulled_reminder_gives_way_to_the_next(morag: Actor, tmp_path: Path) -> None:
    ada = owing(tmp_path, morag, ADA, "30.00")
    issue(propose(after(7)), after(7))
    hold(morag, ada.pk, "complaint", on=after(7), days=3)
    send(after(8))
    assert step(ada, after(12)) == "send first_notice", "what was pulled was not sent"
    remind(after(12))
    states = [
        one.outbox.state for one in Document.objects.select_related("outbox").filter(kind="reminder").order_by("id")
    ]
    assert states == ["void", "sent"]


def test_two_who_issue_at_once_issue_once(morag: Actor, tmp_path: Path) -> None:
    owing(tmp_path, morag, ADA, "30.00")
    proposed = propose(after(7))
    people = [somebody("senior"), somebody("senior", "second.senior"), morag]
    came: list[Any] = []

    def one(by: Actor) -> None:
        try:
            came.append(issue(proposed, after(7), by).letters)
        except RemindersIssuedAlready:
            came.append("already")
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(by,)) for by in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, came)) == ["1", "already", "already"]
    assert Document.objects.filter(kind="reminder").count() == Proposal.objects.filter(why="send").count() == 1


@pytest.mark.parametrize(
    "altered",
    [
        "UPDATE recovery_proposal SET chased_pence = 1 WHERE why = 'send'",
        "UPDATE recovery_proposalitem SET amount_pence = 1",
        "UPDATE recovery_reminderverdict SET by_id = 9",
        "UPDATE recovery_reminderrun SET letters_pence = 1",
    ],
)
def test_what_was_proposed_and_decided_is_sealed(
    morag: Actor, tmp_path: Path, as_superuser: psycopg.Connection, altered: LiteralString
) -> None:
    owing(tmp_path, morag, ADA, "30.00")
    issue(propose(after(7)), after(7))
    assert check_chain().agrees
    as_superuser.execute("SET session_replication_role = replica")
    assert as_superuser.execute(altered).rowcount == 1
    assert not check_chain().agrees
