"""Anytown's year of arrears: a look each month, letters issued by somebody else, and the books agree after every one.

Ada pays each bill late, but pays it. Basil never answers, goes away, is written off, and pays in the tenth month. Cora
disputes a part. Dan has breathing space. Edith dies. Fay pays in time.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest

from crediting import somebody, take_in_sample_limits
from piperoll.customers.models import Customer
from piperoll.dispatch.models import Document
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.interest.working_out import work_out_interest
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receivables.models import WriteBack, WriteOff
from piperoll.recovery.discard_reminders import discard_reminders
from piperoll.recovery.models import Proposal
from piperoll.recovery.record_recovery_step import record_recovery_step
from piperoll.runs.checking_seals import check_chain
from piperoll.safeguards.release_hold import release_hold
from recovery.reminding import issue, now, owing, pays, policy, propose, receives, send
from refunds.refunding import the_books_agree
from safeguards.people import flag, hold
from the_day import MONDAY, ask, take_in_letters
from transfers.moving_money import open_of
from write_offs.losing import invoices_of, lost_pence, writes_off

BILLED = {
    "Basil Budd": "80.00", "Cora Crisp": "90.00", "Dan Dale": "70.00", "Edith Eel": "60.00", "Fay Finch": "500.00",
}  # fmt: skip
LETTERS = {
    "Ada Ash": {2: "first_notice", 4: "first_notice", 6: "first_notice", 8: "first_notice", 10: "first_notice"},
    "Basil Budd": {2: "first_notice", 3: "reminder", 4: "final_notice", 6: "letter_of_claim"},
    "Cora Crisp": {2: "first_notice", 3: "reminder", 6: "final_notice"},
    "Dan Dale": {2: "first_notice", 5: "reminder"},
    "Edith Eel": {2: "first_notice"},
    "Fay Finch": {},
}
"""What each is sent in which month, and nothing else in the year."""


def day(month: int) -> date:
    """The day of a month on which the office looks."""
    return MONDAY + timedelta(30 * month)


class Year:
    """The office, and what befalls the people in each month before it looks."""

    def __init__(self, morag: Actor, folder: Path) -> None:
        self.morag, self.folder, self.disputed = morag, folder, 0
        for name, sum_ in BILLED.items():
            owing(folder, morag, name, sum_)

    def who(self, name: str) -> Customer:
        return Customer.objects.get(name=name)

    def pay(self, name: str, sum_: str, month: int) -> None:
        pays(self.folder, self.morag, self.who(name), sum_, day(month))

    def lived(self, month: int) -> None:
        """Ada is billed every other month and pays the month after she is reminded; then whatever else befalls."""
        if month % 2 == 0:
            owing(self.folder, self.morag, "Ada Ash", "40.00", on=day(month))
        elif month > 1:
            self.pay("Ada Ash", "40.00", month)
        for befalls in self.befalls.get(month, ()):
            befalls(self)
        self.look(month)

    def look(self, month: int) -> None:
        """Proposed by an officer, issued by a senior, sent; nobody hears but who should, and the books agree."""
        proposed = propose(day(month))
        if proposed.letters:
            issue(proposed, day(month))
        elif proposed.reminder_run:
            told = {"reminder_run": proposed.reminder_run, "reason": "Nobody is to be reminded"}
            discard_reminders(**told, **now(somebody("senior"), day(month)))
        with suppress(Refused):
            send(day(month))
        for name, letters in LETTERS.items():
            sent = Document.objects.filter(kind="reminder", customer__name=name, outbox__state="sent").order_by("id")
            due = [stage for at, stage in letters.items() if at <= month]
            assert [one.stage for one in sent] == due, f"{name} in month {month}"
        the_books_agree()

    def cora_disputes(self) -> None:
        (bill,) = ask("SELECT id, number FROM billing_invoice WHERE customer_id = %(c)s", c=self.who("Cora Crisp").pk)
        part = {"invoice_id": bill.id, "invoice_number": bill.number, "amount_pence": 30_00}
        self.disputed = hold(self.morag, self.who("Cora Crisp").pk, "dispute", on=day(2), days=200, **part)

    def cora_is_asked_for_the_rest_alone(self) -> None:
        told = Proposal.objects.filter(customer=self.who("Cora Crisp"), why="send").latest("id")
        assert (told.overdue_pence, told.chased_pence) == (90_00, 60_00)

    def dan_has_breathing_space(self) -> None:
        hold(self.morag, self.who("Dan Dale").pk, "breathing_space", on=day(3), days=59)

    def no_day_of_it_earned_interest(self) -> None:
        (debt,) = work_out_interest(self.who("Dan Dale"), on=day(5)).debts
        assert debt.protected_days == 60
        assert sum(one.days for one in debt.stretches if one.percent) == (day(3) - debt.due_on).days - 1

    def edith_dies(self) -> None:
        flag(self.morag, self.who("Edith Eel").pk, "deceased", on=day(3), happened_on=day(3))

    def basil_is_rung(self) -> None:
        told = {"customer": self.who("Basil Budd").reference, "note": "No answer, and no voicemail"}
        record_recovery_step(**told, **now(somebody("collections"), day(5)))

    def basil_goes_away(self) -> None:
        flag(self.morag, self.who("Basil Budd").pk, "gone_away", on=day(7))

    def basil_is_written_off(self) -> None:
        assert writes_off(self.who("Basil Budd"), on=day(8), reason="gone_away").state == "approved"
        assert (open_of(self.who("Basil Budd")), lost_pence()) == ([], 80_00)

    def basil_pays_after_all(self) -> None:
        (number,) = invoices_of(self.who("Basil Budd"))
        receives(self.folder, self.morag, "80.00", f"BUDD {number}", "BASIL BUDD")
        allocate_receipts(**now(somebody("officer"), day(10)))
        assert (WriteOff.objects.count(), WriteBack.objects.get().amount_pence, lost_pence()) == (1, 80_00, 0)

    befalls: dict[int, tuple[Callable[[Year], None], ...]] = {
        1: (lambda year: year.pay("Fay Finch", "500.00", 1),),
        2: (cora_disputes,),
        3: (cora_is_asked_for_the_rest_alone, dan_has_breathing_space, edith_dies),
        4: (lambda year: year.pay("Cora Crisp", "60.00", 4),),
        5: (no_day_of_it_earned_interest, basil_is_rung),
        6: (
            lambda year: year.pay("Dan Dale", "70.00", 6),
            lambda year: release_hold(hold=year.disputed, reason="It was right", **now(year.morag, day(6))),
        ),
        7: (lambda year: year.pay("Cora Crisp", "30.00", 7), basil_goes_away),
        8: (basil_is_written_off,),
        10: (basil_pays_after_all,),
    }


@pytest.fixture
def year(manager: Actor, tmp_path: Path) -> Year:
    take_in_letters(manager)
    policy(manager)
    take_in_sample_limits()
    return Year(manager, tmp_path)


def test_the_first_months(year: Year) -> None:
    for month in range(4):
        year.lived(month)


@pytest.mark.slow
def test_the_whole_year(year: Year) -> None:
    for month in range(12):
        year.lived(month)
    left = {name: sum(pence for _, pence in open_of(year.who(name))) for name in LETTERS}
    assert left == {"Edith Eel": 60_00, "Ada Ash": 40_00} | dict.fromkeys(
        ("Basil Budd", "Cora Crisp", "Dan Dale", "Fay Finch"), 0
    )
    assert check_chain().agrees
