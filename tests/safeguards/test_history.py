"""Every change with who and why, and those of an account read as one with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from piperoll.customers.add_member import add_member
from piperoll.customers.change_customer import change_customer, details_of
from piperoll.customers.end_member import end_member
from piperoll.customers.link_account import link_account
from piperoll.customers.link_customers import link_customers
from piperoll.customers.merge_customers import merge_customers
from piperoll.customers.models import Customer
from piperoll.customers.tell_apart import tell_apart
from piperoll.customers.tell_balance import tell_balance
from piperoll.customers.unlink_account import unlink_account
from piperoll.customers.unlink_customers import unlink_customers
from piperoll.foundations.actors import Actor
from piperoll.receipting.add_standing_order import add_standing_order
from piperoll.receipting.end_standing_order import end_standing_order
from piperoll.safeguards.end_flag import end_flag
from piperoll.safeguards.history import history
from safeguards.people import flag, represent, somebody
from the_day import MONDAY, MORNING, bill, charge


def test_it_tells_what_who_and_why_newest_first(manager: Actor) -> None:
    customer = somebody(manager)
    number = flag(manager, customer, "gone_away")
    end_flag(flag=number, reason="Found", on=MONDAY + timedelta(days=1), at=MORNING, by=manager)
    known = details_of(Customer.objects.get(pk=customer))
    change_customer(
        customer=customer,
        details=replace(known, name="Edith Crane"),
        reason="She asked",
        on=MONDAY,
        at=MORNING,
        by=manager,
    )
    told = [(c.said, c.why, c.by_name) for c in history(customer, most=9)]
    assert told == [
        ("Details changed", "She asked", "Morag Munro"),
        ("Flag ended: gone away", "Found", "Morag Munro"),
        ("Flag raised: gone away", "A letter of 20 November", "Morag Munro"),
        ("Put on the books", "", "Morag Munro"),
    ]
    assert history(customer, most=9)[0].fields == (("name", "Mrs Edith Crane", "Edith Crane"),)


def test_what_was_done_to_a_merged_account_is_told_on_the_one_kept(manager: Actor) -> None:
    kept, merged = somebody(manager), somebody(manager, "E Crane")
    represent(manager, merged, "deputy")
    merge_customers(merged=merged, kept=kept, reason="Same person", on=MONDAY, at=MORNING, by=manager)
    said = [(c.said, c.why) for c in history(kept, most=9)]
    assert ("Merged with another account", "Same person") in said
    assert ("Deputy on record: Mr Piers Quill", "Court order") in said


def test_every_kind_of_change_is_told(manager: Actor, tmp_path: Path) -> None:
    """From the file that first billed them to links, other systems, joint accounts, answers and standing orders."""
    raised = bill(tmp_path, manager, charge("A", "12.00"))
    customer, now = Customer.objects.get().pk, {"on": MONDAY, "at": MORNING, "by": manager}
    other, joint = somebody(manager), somebody(manager, "Crane and Co", kind="joint")
    link = link_customers(one=customer, other=other, kind="household", reason="One house", **now).link
    unlink_customers(link=link, reason="Moved out", **now)
    account = link_account(customer=customer, system="rent", reference="R 1", **now).account
    tell_balance(account=account, owed_pence=10_00, told_on=MONDAY, **now)
    unlink_account(account=account, reason="Paid", **now)
    add_member(account=joint, member=customer, **now)
    end_member(account=joint, member=customer, reason="Left", **now)
    tell_apart(one=customer, other=other, reason="Different births", **now)
    told = {"amount_pence": 100, "frequency": "monthly", "first_on": MONDAY, "told_by": "By telephone"}
    order = add_standing_order(customer=Customer.objects.get(pk=customer).reference, **told, **now).order
    end_standing_order(order=order, ends_on=MONDAY, reason="Direct Debit now", **now)
    changes = history(customer, most=50)
    assert (changes[-1].run, changes[-1].said) == (raised.run, "Put on the books: a service’s file billed them")
    assert [change.verb for change in changes] == [
        "end_standing_order", "add_standing_order", "tell_apart", "end_member", "add_member", "unlink_account",
        "tell_balance", "link_account", "unlink_customers", "link_customers", "raise_invoices",
    ]  # fmt: skip
    assert all(change.by_name == "Morag Munro" for change in changes)
