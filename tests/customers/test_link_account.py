"""An account in another system, noted once."""

from __future__ import annotations

from pathlib import Path

import pytest

from piperoll.customers.link_account import AccountLinkedAlready, NoSuchSystem, ReferenceUnfit, link_account
from piperoll.customers.linking import others_of
from piperoll.customers.models import Customer, OtherAccount
from piperoll.customers.queries import NoSuchCustomer
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING, bill, charge


def test_it_is_noted_once_whatever_its_letters(manager: Actor, tmp_path: Path) -> None:
    bill(tmp_path, manager, charge("A1", "60.00", name="Ada Ray"))
    ada = Customer.objects.get().pk
    now = {"on": MONDAY, "at": MORNING, "by": manager}
    link_account(customer=ada, system="council_tax", reference=" ct 1/2 ", note="band D", **now)
    with pytest.raises(AccountLinkedAlready) as again:
        link_account(customer=ada, system="council_tax", reference="CT 1/2", **now)
    assert again.value.exit_code == 0
    (row,) = others_of(ada, on=MONDAY)
    assert (row.system, row.reference, row.note, row.owed_pence) == ("council_tax", "ct 1/2", "band D", None)


def test_what_is_wrong_is_said_and_nothing_is_kept(manager: Actor, tmp_path: Path) -> None:
    bill(tmp_path, manager, charge("A1", "60.00", name="Ada Ray"))
    ada, now = Customer.objects.get().pk, {"on": MONDAY, "at": MORNING, "by": manager}
    for refusal, customer, system, reference in (
        (NoSuchSystem, ada, "gas", "1"),
        (ReferenceUnfit, ada, "rent", " \x00 "),
        (ReferenceUnfit, ada, "rent", "9" * 10_000),
        (NoSuchCustomer, 404, "rent", "1"),
    ):
        with pytest.raises(refusal):
            link_account(customer=customer, system=system, reference=reference, **now)  # type: ignore[arg-type]
    assert not OtherAccount.objects.exists()
