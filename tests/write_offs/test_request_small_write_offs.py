"""A list of small balances approved by somebody else: exactly that list, less what has changed, each with why."""

from __future__ import annotations

import threading
from pathlib import Path

import psycopg
import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from crediting import somebody
from piperoll.authority.decide_request import OwnRequest
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.receivables.models import WriteOff
from piperoll.reconciliation.check_books import check_books
from piperoll.write_offs.models import SmallOutcome
from piperoll.write_offs.request_small_write_offs import (
    AskedForAlready,
    NothingInIt,
    SmallRequested,
    request_small_write_offs,
)
from piperoll.write_offs.small import CHANGED, MORE_SINCE, NoSuchSmallRun, ProposedItThemselves
from refunds.refunding import approves, now, the_books_agree
from safeguards.people import hold
from the_day import ask, bill, charge
from write_offs.losing import LATER, lost_pence, writes_off
from write_offs.test_propose_small_write_offs import proposes

SMALL = ("Cora Crisp", "Dora Dill", "Elsie Eel", "Fay Finch")


@pytest.fixture
def four(morag: Actor, tmp_path: Path) -> list[Customer]:
    """Four who owe £4 each."""
    bill(tmp_path, morag, *(charge(name, "4.00", name=name) for name in SMALL))
    return [Customer.objects.get(name=name) for name in SMALL]


def asks(small_run: int, by: str = "senior") -> SmallRequested:
    """Somebody looked, and asks."""
    return request_small_write_offs(small_run=small_run, **now(somebody(by), LATER))


def test_exactly_the_list_is_written_off_by_a_third_look(four: list[Customer]) -> None:
    asked = asks(proposes().small_run)
    assert (asked.many, asked.pence) == (4, 16_00)
    with pytest.raises(OwnRequest):
        approves(asked.request, somebody("senior"), on=LATER)
    done = approves(asked.request, somebody("manager"), on=LATER).done
    assert done == "4 small balances, £16.00, are written off."
    assert {row.reason for row in WriteOff.objects.all()} == {"small_balance"}
    assert lost_pence() == 16_00
    the_books_agree()


def test_what_changed_since_is_left_out_with_why(four: list[Customer], morag: Actor, tmp_path: Path) -> None:
    _, dora, elsie, fay = four
    asked = asks(proposes().small_run)
    writes_off(dora)
    hold(morag, elsie.pk, "dispute", days=300)
    bill(tmp_path, morag, charge("F2", "40.00", name=fay.name), name="f2.csv")
    done = approves(asked.request, somebody("manager"), on=LATER).done
    assert done == "1 small balances, £4.00, are written off; 3 left out, each with why."
    whys = [why for _, why in SmallOutcome.objects.get().left_out]
    assert whys[0] == CHANGED
    assert "disputed" in whys[1]
    assert whys[2] == MORE_SINCE
    the_books_agree()


def test_nobody_approves_the_list_they_proposed(four: list[Customer]) -> None:
    asked = asks(proposes("manager").small_run)
    with pytest.raises(ProposedItThemselves):
        approves(asked.request, somebody("manager"), on=LATER)
    assert not WriteOff.objects.exists()


def test_it_is_asked_for_once(four: list[Customer]) -> None:
    small_run = proposes().small_run
    asks(small_run)
    with pytest.raises(AskedForAlready):
        asks(small_run, "officer")
    with pytest.raises(NoSuchSmallRun):
        asks(10**9)
    ask("UPDATE council_datedfigure SET value = 3650 WHERE name = 'small_balance_days' RETURNING id")
    with pytest.raises(NothingInIt):
        asks(proposes().small_run)


def test_two_who_approve_at_once_write_it_off_once(four: list[Customer]) -> None:
    asked, said = asks(proposes().small_run), []
    deciders = [somebody("manager", "mary.manager"), somebody("manager", "mike.manager")]

    def decides(by: Actor) -> None:
        try:
            approves(asked.request, by, on=LATER)
            said.append("done")
        except Refused:
            said.append("decided already")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=decides, args=[one]) for one in deciders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["decided already", "done"]
    assert (WriteOff.objects.count(), SmallOutcome.objects.count(), lost_pence()) == (4, 1, 16_00)
    the_books_agree()


def test_ten_times_the_list_takes_not_one_statement_more(morag: Actor, tmp_path: Path) -> None:
    took = []
    for many in (4, 40):
        rows = [charge(f"{many}-{n}", "4.00", name=f"Small Person {many}-{n}") for n in range(many)]
        bill(tmp_path, morag, *rows, name=f"{many}.csv")
        with CaptureQueriesContext(connection) as statements:
            asked = asks(proposes().small_run)
            approves(asked.request, somebody("manager"), on=LATER)
        assert asked.many == many
        took.append(len(statements))
    assert took[1] <= took[0]


def test_the_books_notice_a_list_altered_behind_their_back(
    four: list[Customer], as_superuser: psycopg.Connection
) -> None:
    approves(asks(proposes().small_run).request, somebody("manager"), on=LATER)
    the_books_agree()
    as_superuser.execute("SET session_replication_role = replica")
    as_superuser.execute("UPDATE write_offs_smallline SET pence = pence - 1")
    assert "Small balances" in [control.name for control in check_books().disagreeing]
