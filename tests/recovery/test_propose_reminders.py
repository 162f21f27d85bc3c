"""The ladder, worked out: every account with something overdue has its step, or the reason why none."""

from __future__ import annotations

from pathlib import Path

import pytest

from crediting import somebody
from piperoll.foundations.actors import Actor
from piperoll.recovery.issue_reminders import the_one_that_waits
from piperoll.recovery.models import Proposal, ProposalItem, ReminderRun
from piperoll.recovery.propose_reminders import ProposedAlready
from recovery.reminding import DUE, after, issue, owing, pays, propose, proposed_for, remind, send, stands, step
from the_day import MONDAY

ADA, BEN = "Ada Lovegrove", "Ben Budd"
PERSON = {"customer_kind": "person"}


def test_the_first_letter_goes_when_its_day_has_come_and_the_next_after_its_wait(morag: Actor, tmp_path: Path) -> None:
    ada = owing(tmp_path, morag, ADA, "30.00", "12.00")
    assert step(ada, DUE) == "nothing"
    assert step(ada, after(6)) == "not_yet first_notice"
    assert stands(ada, after(6)).reason.startswith(
        "First notice follows from 28 December 2026, 7 days after 21 December"
    )
    assert step(ada, after(7)) == "send first_notice"
    issued = remind(after(7))
    assert (issued.letters, issued.letters_pence, issued.dropped) == (1, 42_00, 0)
    assert step(ada, after(7)) == "not_yet reminder"
    assert step(ada, after(21)) == "send reminder"
    assert "First notice done on 28 December 2026." in stands(ada, after(21)).reason
    remind(after(30))
    assert step(ada, after(40)) == "waits final_notice", "fourteen days after the reminder, however old the debt"
    assert step(ada, after(44)) == "send final_notice"


def test_no_rung_is_skipped_however_old_the_debt(morag: Actor, tmp_path: Path) -> None:
    ada = owing(tmp_path, morag, ADA, "30.00")
    assert step(ada, after(200)) == "send first_notice"


def test_paying_the_oldest_sets_the_ladder_back_to_the_next_oldest(morag: Actor, tmp_path: Path) -> None:
    from datetime import date

    ada = owing(tmp_path, morag, ADA, "30.00")
    owing(tmp_path, morag, ADA, "20.00", on=date(2026, 12, 21))  # due on 18 January
    remind(after(7))
    remind(after(21))
    assert step(ada, after(35)) == "send final_notice"
    pays(tmp_path, morag, ada, "30.00", after(35))
    assert step(ada, after(35)) == "send first_notice", "of the second bill nothing was ever sent, and it is 7 days old"
    assert stands(ada, after(35)).chased_pence == 20_00


def test_credit_on_the_account_counts_against_the_oldest(morag: Actor, tmp_path: Path) -> None:
    from datetime import date

    ada = owing(tmp_path, morag, ADA, "30.00")
    owing(tmp_path, morag, ADA, "20.00", on=date(2026, 12, 21))
    pays(tmp_path, morag, ada, "35.00", after(10), unapplied=True)
    row = stands(ada, after(40))
    assert (row.chased_pence, row.credit_pence, row.overdue_pence) == (15_00, 35_00, 50_00)
    assert row.since == date(2027, 1, 18)
    assert step(ada, after(20)) == "credit"
    propose(after(40))
    assert [(i.amount_pence) for i in ProposalItem.objects.filter(proposal=proposed_for(ada))] == [15_00]


def test_every_account_considered_has_a_row_with_a_reason(morag: Actor, tmp_path: Path) -> None:
    owing(tmp_path, morag, ADA, "30.00")
    owing(tmp_path, morag, BEN, "3.00")
    proposed = propose(after(7))
    assert (proposed.accounts, proposed.letters, proposed.letters_pence) == (2, 1, 30_00)
    rows = {p.customer.name: p for p in Proposal.objects.select_related("customer")}
    assert {name: row.why for name, row in rows.items()} == {ADA: "send", BEN: "small"}
    assert rows[BEN].reason == "First notice begins at £5.00, and £3.00 is chased."
    assert all(row.reason.endswith(".") for row in rows.values())


def test_one_proposal_waits_at_a_time_and_nothing_overdue_is_no_proposal(morag: Actor, tmp_path: Path) -> None:
    assert propose(after(7)).reminder_run is None
    owing(tmp_path, morag, ADA, "30.00")
    propose(after(7))
    with pytest.raises(ProposedAlready):
        propose(after(7), somebody("manager"))
    assert ReminderRun.objects.count() == 1


def test_a_run_without_letters_waits_for_nobody(morag: Actor, tmp_path: Path) -> None:
    owing(tmp_path, morag, ADA, "30.00")
    first = propose(after(1))
    assert (first.accounts, first.letters) == (1, 0)
    second = propose(after(7), somebody("manager"))
    assert second.letters == 1
    assert the_one_that_waits().pk == second.reminder_run


def test_who_has_a_reminder_on_its_way_is_not_written_to_again(morag: Actor, tmp_path: Path) -> None:
    ada = owing(tmp_path, morag, ADA, "30.00")
    issue(propose(after(7)), after(7))
    propose(after(8), somebody("manager"))
    assert proposed_for(ada).why == "in_post"
    send(after(8))
    assert step(ada, after(9)) == "not_yet reminder"
    assert MONDAY < DUE
