"""A year of Anytown's Direct Debits, Christmas and Easter included; the books agree after every step.

Five payers owe a year in twelve parts. Ada just pays. Basil has nothing in the bank in February, and pays when asked
again. Cora moves to another bank in March. Dev cancels with his in April. Elin has two debits back from hers: the
council wins the one and loses the other.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from bacs.collecting import at, choose, lodge, messages, release, take_in, unpaid, write
from bacs.test_settle_claims import claim_report
from direct_debit.paying import ALSO_GOOD, GOOD, by_phone
from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.bacs.challenge_claim import challenge_claim
from piperoll.bacs.models import Claim, Collection
from piperoll.bacs.settle_claims import settle_claims
from piperoll.bacs.win_claim import win_claim
from piperoll.council.models import DatedFigure, Holiday
from piperoll.customers.models import Customer
from piperoll.direct_debit.models import Mandate, Standing
from piperoll.direct_debit.notify_collections import NothingToNotify, notify_collections
from piperoll.direct_debit.resume_mandate import resume_mandate
from piperoll.direct_debit.set_up_mandate import set_up_mandate
from piperoll.dispatch.dispatch_letters import dispatch_letters
from piperoll.documents.load_templates import load_templates
from piperoll.foundations.actors import Actor
from piperoll.foundations.bacs_days import cycle_to
from piperoll.foundations.calendar import working_day, working_days_after, working_days_before
from piperoll.foundations.money import plain_pounds
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receivables.models import Item, ItemBalance
from piperoll.reconciliation.check_books import check_books
from piperoll.runs.checking_seals import check_chain
from the_day import bank, bill, charge, paid, statement

BILLED_ON = date(2026, 11, 27)
NAMES = ("Ada Lovegrove", "Basil Budd", "Cora Crisp", "Dev Dhillon", "Elin Evans")
PART = 10_00


class Year:
    """The office through the year: who chooses, who releases, what the bank last said."""

    def __init__(self, olive: Actor, oscar: Actor, folder: Path) -> None:
        self.olive, self.oscar, self.folder = olive, oscar, folder
        self.holidays = set(Holiday.objects.values_list("on", flat=True))
        self.balance, self.many = 1_000_00, 0
        self.mandates: dict[str, Mandate] = {}

    def begin(self) -> None:
        """Everybody is billed for the year in twelve parts and gives a mandate by telephone."""
        rows = [
            charge(name, "120.00", name=name, address_1=f"{n} Lane", instalments="12") for n, name in enumerate(NAMES)
        ]
        bill(self.folder, self.olive, *rows, on=BILLED_ON)
        for n, name in enumerate(NAMES):
            customer = Customer.objects.get(name=name)
            told = by_phone((GOOD, ALSO_GOOD)[n % 2], account_name=name)
            made = set_up_mandate(customer=customer.pk, told=told, on=BILLED_ON, at=at(BILLED_ON), by=self.olive)
            self.mandates[name.split()[0]] = Mandate.objects.get(pk=made.mandate)
        lodge(self.olive, on=BILLED_ON)
        self.agree()

    def tell(self, collect_on: date) -> None:
        """Payers hear what is taken on a day, in time."""
        on = working_days_before(collect_on, 15, self.holidays)
        with suppress(NothingToNotify):
            notify_collections(on=on, at=at(on), by=self.olive)
            dispatch_letters(on=on, at=at(on), by=self.olive, workers=1)

    def collect(self, due_on: date, *, tells: bool = True) -> list[Collection]:
        """One month: told, chosen, released by somebody else, filed, banked."""
        collect_on = working_day(due_on, self.holidays)
        if tells:
            self.tell(collect_on)
        on = cycle_to(collect_on, self.holidays).input_on
        chosen = choose(self.olive, collect_on, on)
        self.agree()
        release(chosen, self.oscar, on)
        write(self.oscar, chosen.collection_run or 0, on=on)
        self.agree()
        self.bank(collect_on, chosen.pence, f"DD RUN {chosen.collection_run}")
        return list(Collection.objects.filter(collection_run=chosen.collection_run).order_by("mandate"))

    def bank(self, on: date, pence: int, words: str) -> None:
        """The bank shows it, and it clears itself."""
        line = paid(plain_pounds(pence), words, on=on)
        content = statement(line, opening=plain_pounds(self.balance), on=on)
        self.balance, self.many = self.balance + pence, self.many + 1
        bank(self.folder, self.olive, content, name=f"{self.many}.xml")
        assert allocate_receipts(on=on, at=at(on), by=self.olive).expected == 1
        self.agree()

    def after(self, on: date, days: int = 2) -> date:
        """So many working days later."""
        return working_days_after(on, days, self.holidays)

    def state(self, name: str) -> str:
        return Standing.objects.get(mandate=self.mandates[name]).state

    def agree(self) -> None:
        assert [str(control) for control in check_books().disagreeing] == []


@pytest.fixture
def year(manager: Actor, tmp_path: Path) -> Year:
    """An office of two on a Friday in November."""
    load_templates(on=BILLED_ON, at=at(BILLED_ON), by=manager)
    DatedFigure.objects.filter(name="payment_terms_days", service=None).update(value=29)
    other = User.objects.create(username="oscar.officer", name="Oscar Osei", role="officer")
    return Year(manager, actor_of(other), tmp_path)


def test_a_year_of_direct_debit(year: Year) -> None:
    year.begin()
    dues = list(Item.objects.filter(kind="instalment", reference=Item.objects.earliest("id").reference)
                .order_by("due_on").values_list("due_on", flat=True))  # fmt: skip
    assert (dues[0], dues[3]) == (date(2026, 12, 26), date(2027, 3, 26))  # Boxing Day, a Saturday; Good Friday

    december = year.collect(dues[0])
    assert {(one.code, one.collect_on) for one in december} == {("01", date(2026, 12, 29))}
    assert {one.code for one in year.collect(dues[1])} == {"17"}

    february = year.collect(dues[2])
    basils = next(one for one in february if one.mandate == year.mandates["Basil"])
    back_on = year.after(basils.collect_on)
    take_in(
        year.folder,
        year.olive,
        unpaid((basils, "0"), day=basils.collection_run.processing_on, produced=back_on),
        name="feb.xml",
        on=back_on,
    )
    year.bank(back_on, -PART, "UNPAID DIRECT DEBIT")
    again = year.collect(year.after(back_on, 6), tells=False)
    assert [(one.code, one.represents) for one in again] == [("18", basils)]

    cora = {"reference": year.mandates["Cora"].reference, "reason_code": "3", "record_type": "A", "payer_name": "CORA CRISP",
            "effective_date": "2027-03-03", "payer_new_sort_code": "118765", "payer_new_account_number": "64371389"}  # fmt: skip
    take_in(year.folder, year.olive, messages("ADDACS", cora), name="mar.xml", on=date(2027, 3, 4))
    lodge(year.olive, on=date(2027, 3, 4))
    march = year.collect(dues[3])
    assert march[0].collect_on == date(2027, 3, 30)  # after Easter Monday
    assert {one.code for one in march if one.mandate == year.mandates["Cora"]} == {"01"}

    dev = {"reference": year.mandates["Dev"].reference, "reason_code": "1", "record_type": "A", "payer_name": "DEV", "effective_date": "2027-04-05"}  # fmt: skip
    take_in(year.folder, year.olive, messages("ADDACS", dev, number="2"), name="apr.xml", on=date(2027, 4, 6))
    assert year.state("Dev") == "cancelled"
    april = year.collect(dues[4])
    assert len(april) == 4

    elins = next(one for one in march if one.mandate == year.mandates["Elin"])
    claimed_on = date(2027, 5, 4)
    report = claim_report((elins, "WON1"), debited="2027-05-25")
    take_in(year.folder, year.olive, report, name="won.xml", on=claimed_on)
    won = Claim.objects.get()
    challenge_claim(claim=won.pk, evidence="Notice and call", on=claimed_on, at=at(claimed_on), by=year.olive)
    win_claim(claim=won.pk, answer="They agree", on=date(2027, 5, 6), at=at(date(2027, 5, 6)), by=year.olive)
    elin = year.mandates["Elin"].pk
    resume_mandate(mandate=elin, reason="Claim won", on=date(2027, 5, 6), at=at(date(2027, 5, 6)), by=year.olive)
    may = year.collect(dues[5])
    lost = next(one for one in may if one.mandate_id == elin)
    report = claim_report((lost, "LOST1"), debited="2027-06-21")
    take_in(year.folder, year.olive, report, name="lost.xml", on=date(2027, 6, 1))
    settled_on = date(2027, 6, 21)
    assert settle_claims(on=settled_on, at=at(settled_on), by=year.olive).pence == PART
    year.bank(settled_on, -PART, "DDICA SUBMITTER DDIC LOST1")
    assert year.state("Elin") == "suspended"

    for due_on in dues[6:]:
        assert len(year.collect(due_on)) == 3
    assert check_chain().agrees
    assert open_of("Ada Lovegrove") == open_of("Basil Budd") == open_of("Cora Crisp") == 0
    assert open_of("Dev Dhillon") == 8 * PART  # four were collected
    assert open_of("Elin Evans") == 7 * PART  # six were collected, one of them lost


def open_of(name: str) -> int:
    """What somebody still owes."""
    return sum(ItemBalance.objects.filter(customer__name=name).values_list("open_pence", flat=True))
