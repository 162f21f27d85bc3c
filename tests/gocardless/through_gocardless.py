"""A payer through GoCardless from mandate to money, in the words of the office."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bacs.collecting import DUE_ON, INPUT_ON, at, choose, release, tell
from direct_debit.paying import ALSO_GOOD, GOOD, by_phone
from piperoll.bacs.models import Collection
from piperoll.customers.merge_customers import merge_customers
from piperoll.customers.models import Customer
from piperoll.direct_debit.models import Mandate, Standing
from piperoll.direct_debit.set_up_mandate import set_up_mandate
from piperoll.foundations.actors import Actor
from piperoll.gocardless.ask_gocardless import ask_gocardless
from piperoll.gocardless.send_to_gocardless import Sent, send_to_gocardless
from piperoll.gocardless.stub import Stub
from piperoll.gocardless.taking import Taken
from piperoll.ledger.models import Account, Posting
from piperoll.receivables.models import ItemBalance
from piperoll.reconciliation.check_books import check_books
from piperoll.runs.checking_seals import check_chain
from the_day import MONDAY, bill, charge


def a_payer(
    folder: Path, by: Actor, *pounds: str, name: str = "Ada Lovegrove", provider: str = "gocardless"
) -> Mandate:
    """Somebody billed these sums who pays everything by Direct Debit, set up by telephone."""
    for n, sum_ in enumerate(pounds, 1):
        one = charge(f"{name}-{n}", sum_, name=name, address_1="1 Brine Street")
        bill(folder, by, one, name=f"{name}-{n}.csv")
    account = GOOD if Mandate.objects.count() % 2 == 0 else ALSO_GOOD
    told = by_phone(account, account_name=name, provider=provider)
    customer = Customer.objects.get(name=name)
    made = set_up_mandate(customer=customer.pk, told=told, on=MONDAY, at=at(MONDAY), by=by)
    return Mandate.objects.get(pk=made.mandate)


def send(by: Actor, on: date = MONDAY) -> Sent:
    """Send GoCardless what waits."""
    return send_to_gocardless(on=on, at=at(on), by=by)


def ask(by: Actor, on: date = MONDAY) -> Taken:
    """Ask GoCardless what happened."""
    return ask_gocardless(on=on, at=at(on), by=by)


def released(folder: Path, stub: Stub, olive: Actor, oscar: Actor, *pounds: str) -> Collection:
    """One payer's bills, chosen and released, their mandate in force at GoCardless."""
    a_payer(folder, olive, *pounds)
    send(olive)
    stub.books.bank_day(MONDAY)
    ask(olive)
    tell(olive)
    release(choose(olive), oscar)
    return Collection.objects.latest("id")


def paid_out(folder: Path, stub: Stub, olive: Actor, oscar: Actor, *pounds: str) -> Collection:
    """The same, debited and paid out, and we know."""
    one = released(folder, stub, olive, oscar, *pounds)
    send(olive, INPUT_ON)
    stub.books.bank_day(DUE_ON)
    ask(olive, DUE_ON)
    return one


def over_two_accounts(stub: Stub, olive: Actor, oscar: Actor, manager: Actor, folder: Path) -> tuple[int, int, str]:
    """A collection sent for one person's two accounts, £20 and then £30: the kept, the merged, the payment there."""
    a_payer(folder, olive, "20.00")
    bill(folder, olive, charge("A-2", "30.00", name="A Lovegrove", address_1="1 Brine Street"), name="two.csv")
    kept, merged = (Customer.objects.get(name=name).pk for name in ("Ada Lovegrove", "A Lovegrove"))
    merge_customers(merged=merged, kept=kept, reason="One person", on=MONDAY, at=at(MONDAY), by=manager)
    send(olive)
    stub.books.bank_day(MONDAY)
    ask(olive)
    tell(olive)
    release(choose(olive), oscar)
    send(olive, INPUT_ON)
    (payment,) = stub.books.rows["payments"]
    return kept, merged, payment


def owed(customer: int) -> int:
    """What a customer's instalments have left to pay."""
    return sum(
        one.open_pence for one in ItemBalance.objects.filter(item__customer_id=customer, item__kind="instalment")
    )


def in_transit() -> int:
    """What is on its way in the ledger."""
    account = Account.objects.get(control="direct_debit")
    debits = sum(one.amount_pence for one in Posting.objects.filter(debit_account=account))
    return debits - sum(one.amount_pence for one in Posting.objects.filter(credit_account=account))


def where(mandate: Mandate) -> str:
    """Where a mandate stands."""
    return Standing.objects.get(pk=mandate.pk).state


def the_books_agree() -> None:
    """Every control to the penny, every row as it was sealed."""
    assert [str(control) for control in check_books().disagreeing] == []
    assert check_chain().agrees
