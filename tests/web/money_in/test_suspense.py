"""Suspense on the page: all of it, oldest first, to the penny of its control."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from piperoll.foundations.actors import Actor
from piperoll.foundations.money import plain_pounds, pounds
from piperoll.reconciliation.check_books import check_books
from the_day import MONDAY, bank, paid, statement
from web.staff import client_of


@pytest.fixture
def waiting(manager: Actor, tmp_path: Path) -> Client:
    """Receipts of two days in suspense, the later day's banked with the earlier."""
    lines = [
        paid("30.00", "LATER", payer="LATER PAYER", on=MONDAY),
        paid("20.00", "EARLIER", payer="EARLIER PAYER", on=MONDAY - timedelta(days=5)),
        paid("-4.00", "TAKEN BACK", payer="BANK"),
    ]
    bank(tmp_path, manager, statement(*lines))
    return client_of("officer")


def read(client: Client, asked: str = "") -> str:
    return str(client.get(f"/suspense/{asked}").content.decode())


def test_the_sum_is_the_suspense_control(waiting: Client) -> None:
    (control,) = (c for c in check_books().controls if c.name == "Suspense control")
    assert plain_pounds(control.left_figure) == "46.00"
    assert pounds(control.left_figure) in read(waiting)
    assert "2 receipts; " in read(waiting)
    assert "went out in 1 payment nobody explained" in read(waiting)


def test_the_oldest_comes_first(waiting: Client) -> None:
    page = read(waiting)
    assert page.index("EARLIER PAYER") < page.index("LATER PAYER")


@pytest.mark.parametrize(
    ("asked", "seen", "not_seen"),
    [
        ("?q=earlier", "EARLIER PAYER", "LATER PAYER"),
        ("?q=£30", "LATER PAYER", "EARLIER PAYER"),
        ("?q=4.00", "BANK", "LATER PAYER"),
        ("?state=held", "No receipt is like that", "LATER PAYER"),
        ("?state=new&account=MAIN", "LATER PAYER", "No receipt"),
        ("?account=CARE", "No receipt is like that", "LATER PAYER"),
        ("?account=NOPE&state=NOPE", "LATER PAYER", "No receipt"),
        ("?q=%00", "LATER PAYER", "No receipt"),
    ],
)
def test_it_is_found_by_words_sum_state_and_account(waiting: Client, asked: str, seen: str, not_seen: str) -> None:
    table = read(waiting, asked).split('id="receipts"')[1]
    assert seen in table
    assert not_seen not in table


def test_a_filter_goes_along_with_a_search(waiting: Client) -> None:
    assert '<input type="hidden" name="state" value="new">' in read(waiting, "?state=new")


def test_when_nothing_waits_it_says_so(manager: Actor) -> None:
    assert "Every receipt has found its owner." in read(client_of("assistant"))


def test_pages_keep_the_filter(manager: Actor, tmp_path: Path) -> None:
    bank(tmp_path, manager, statement(*(paid("1.00", f"N {n}", payer="SAME") for n in range(51))))
    page = read(client_of(), "?q=same")
    assert "?q=same&amp;page=2" in page
    assert "N 50" in read(client_of(), "?q=same&page=2")
