"""Every change with who and why, and those of an account read as one with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from piperoll.customers.change_customer import change_customer, details_of
from piperoll.customers.merge_customers import merge_customers
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.safeguards.end_flag import end_flag
from piperoll.safeguards.history import history
from safeguards.people import flag, represent, somebody
from the_day import MONDAY, MORNING


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
        ("Add customer", "", "Morag Munro"),
    ]
    assert history(customer, most=9)[0].fields == (("name", "Mrs Edith Crane", "Edith Crane"),)


def test_what_was_done_to_a_merged_account_is_told_on_the_one_kept(manager: Actor) -> None:
    kept, merged = somebody(manager), somebody(manager, "E Crane")
    represent(manager, merged, "deputy")
    merge_customers(merged=merged, kept=kept, reason="Same person", on=MONDAY, at=MORNING, by=manager)
    said = [(c.said, c.why) for c in history(kept, most=9)]
    assert ("Merge customers", "Same person") in said
    assert ("Deputy on record: Mr Piers Quill", "Court order") in said
