"""Home: today's figures are the books' own, and each person is shown what they may look into."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from a_past import Past, care
from piperoll.reporting import home_figures
from piperoll.reporting.home_figures import figures
from piperoll.runs.models import Run
from the_day import paid

SignIn = Callable[[str], Client]
QUERIES_OF_HOME = 14


def test_the_figures_are_the_books_own(year: Past) -> None:
    shown = figures(today=date(2026, 11, 22), at=timezone.now())
    assert (shown.suspense.receipts, shown.suspense.pence, shown.suspense.oldest_on) == (1, 7500, date(2026, 9, 28))
    assert (shown.billed_since, shown.invoices, shown.raised_pence) == (date(2026, 11, 1), 1, 9000)
    assert (shown.overdue.pence, shown.overdue.items) == (29760, 5)
    main = next(row for row in shown.statements if row.code == "MAIN")
    assert (main.closed_on, main.closing_pence, main.moved_pence) == (date(2026, 10, 26), 124_500, 4000)
    assert (shown.banked_on, shown.banked_pence) == (date(2026, 10, 26), 4000)


def test_it_says_which_day_its_figures_are_of(year: Past, sign_in: SignIn) -> None:
    page = sign_in("officer").get("/").content.decode()
    assert "banked on 26 Oct 2026" in page
    assert "raised in November" in page


def test_a_run_that_stopped_is_shown_until_somebody_looked(year: Past, sign_in: SignIn) -> None:
    at = timezone.now()
    assert figures(today=at.date(), at=at).attention == []
    Run.objects.create(
        verb="raise_invoices", is_batch=True, state="failed", effective_on=at.date(), started_at=at - timedelta(hours=1),
        by_user_id=1, by_username="ines", why_failed="the disk is full", content_name="bins.csv",
    )  # fmt: skip
    page = sign_in("officer").get("/").content.decode()
    assert "the disk is full" in page
    assert "bins.csv" in page


def test_a_great_sum_is_kept_for_a_while_and_says_since_when(year: Past, monkeypatch: object) -> None:
    now, today = timezone.now(), date(2026, 11, 22)
    home_figures._kept.overdue(today, now)
    home_figures._kept._stale_at = float("inf")
    year.bill(date(2026, 9, 1), care("LATE", "10.00"))
    assert home_figures._kept.overdue(today, now + timedelta(minutes=5)).at == now
    assert home_figures._kept.overdue(today + timedelta(days=1), now).pence == 30760
    home_figures.forget_kept_sums()
    assert home_figures._kept.overdue(today, now).pence == 30760


def test_people_see_what_they_may_look_into(year: Past, sign_in: SignIn) -> None:
    assert "/users/" in sign_in("administrator").get("/").content.decode()
    officer = sign_in("officer").get("/").content.decode()
    assert "/money-in/upload/" in officer
    assert "/users/" not in officer
    assert "/raise-invoices/" not in sign_in("collections").get("/").content.decode()


def test_home_costs_the_same_on_a_busy_day(
    year: Past, sign_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = sign_in("officer")
    client.get("/")
    home_figures.forget_kept_sums()
    with django_assert_num_queries(QUERIES_OF_HOME):
        client.get("/")
    for week in range(3):
        year.bank(date(2026, 11, 2) + timedelta(weeks=week), *(paid(f"{n}.00", "?", "NOBODY") for n in range(1, 20)))
    home_figures.forget_kept_sums()
    with django_assert_num_queries(QUERIES_OF_HOME):
        client.get("/")
