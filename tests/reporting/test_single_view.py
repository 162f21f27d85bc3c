"""All that a person owes: theirs counted once, other systems' figures with their day, others' debts beside it."""

from __future__ import annotations

import argparse
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from piperoll.commands import all_they_owe
from piperoll.customers.link_account import link_account
from piperoll.customers.link_customers import link_customers
from piperoll.customers.merge_customers import merge_customers
from piperoll.customers.models import Customer, JointMember
from piperoll.customers.tell_balance import tell_balance
from piperoll.foundations.actors import Actor
from piperoll.reporting.single_view import single_view
from the_day import MONDAY, MORNING, bill, charge

DEBTS = {"Ada Ray": "60.00", "A Ray": "5.00", "Ada's Pickles": "40.00", "Ada and Ben Ray": "30.00", "Ben Ray": "25.00"}


def who(name: str) -> Customer:
    return Customer.objects.get(name=name)


@pytest.fixture
def ada(manager: Actor, tmp_path: Path) -> Customer:
    """Ada: her own account and one merged into it, a trading account, a joint one with Ben, who lives with her."""
    bill(tmp_path, manager, *(charge(name, pounds, name=name) for name, pounds in DEBTS.items()))
    now: dict[str, Any] = {"on": MONDAY, "at": MORNING, "by": manager}
    merge_customers(merged=who("A Ray").pk, kept=who("Ada Ray").pk, reason="x", **now)
    link_customers(one=who("Ada Ray").pk, other=who("Ada's Pickles").pk, kind="own", reason="sole trader", **now)
    link_customers(one=who("Ada Ray").pk, other=who("Ben Ray").pk, kind="household", reason="tenancy", **now)
    Customer.objects.filter(name="Ada and Ben Ray").update(kind="joint")
    for member in ("Ada Ray", "Ben Ray"):
        JointMember.objects.create(account=who("Ada and Ben Ray"), member=who(member), valid_from=MONDAY)
    rent = link_account(customer=who("Ada Ray").pk, system="rent", reference="R1", **now).account
    tell_balance(account=rent, owed_pence=12000, told_on=MONDAY - timedelta(days=3), **now)
    link_account(customer=who("A Ray").pk, system="council_tax", reference="CT1", **now)
    return who("Ada Ray")


def test_what_is_theirs_is_counted_once_and_what_is_others_is_not(ada: Customer) -> None:
    view = single_view(ada, on=MONDAY)
    assert [(one.how, one.name, one.owed_pence) for one in view.accounts] == [
        ("self", "Ada Ray", 6500),
        ("joint", "Ada and Ben Ray", 3000),
        ("own", "Ada's Pickles", 4000),
        ("household", "Ben Ray", 2500),
    ]
    assert view.here_pence == 6500 + 3000 + 4000
    assert [(one.system, one.owed_pence, one.told_on) for one in view.elsewhere] == [
        ("Council tax", None, None),
        ("Rent", 12000, MONDAY - timedelta(days=3)),
    ]
    assert view.in_all_pence == 13500 + 12000


def test_from_the_other_side_the_joint_debt_is_his_too(ada: Customer) -> None:
    view = single_view(who("Ben Ray"), on=MONDAY)
    assert [(one.how, one.owed_pence) for one in view.accounts] == [
        ("self", 2500),
        ("joint", 3000),
        ("household", 6500),
    ]
    assert view.in_all_pence == 5500


def test_who_belongs_to_them_in_two_ways_is_shown_once_by_the_nearest(ada: Customer, manager: Actor) -> None:
    link_customers(
        one=ada.pk, other=who("Ada's Pickles").pk, kind="business", reason="x", on=MONDAY, at=MORNING, by=manager
    )
    assert [one.how for one in single_view(ada, on=MONDAY).accounts] == ["self", "joint", "own", "household"]


def test_the_command_tells_it_under_the_account_kept(
    ada: Customer, manager: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(all_they_owe, "today", lambda: MONDAY)
    answer = all_they_owe.run(argparse.Namespace(customer=who("A Ray").reference, by=manager, council="anytown"))
    assert "Ada Ray" in answer.text.split("owes")[0]
    assert "£255.00 in all" in answer.text
    assert "Rent R1" in answer.text


def test_what_is_restricted_is_left_out_and_that_is_said(ada: Customer) -> None:
    view = single_view(ada, on=MONDAY).without({who("Ada's Pickles").pk})
    assert view.hidden
    assert view.here_pence == 6500 + 3000
    assert not single_view(ada, on=MONDAY).without({404}).hidden
