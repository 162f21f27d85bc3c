"""No list names somebody whose record is restricted, to anybody without leave to see it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from a_past import Past
from dispatch.letters import now
from piperoll.authority.models import User
from piperoll.customers.models import Customer
from piperoll.dispatch.prepare_letters import prepare_letters
from piperoll.runs.models import Run
from piperoll.safeguards.grant_view import grant_view
from piperoll.safeguards.raise_flag import FlagTold, raise_flag

SignIn = Callable[[str], Client]
NAME = "Achterberg-Pugh"


@pytest.fixture
def councillor(year: Past) -> Customer:
    """Mrs Pugh was elected: her record is seen by leave alone."""
    customer = Customer.objects.get(name__endswith=NAME)
    today = timezone.localdate()
    told = FlagTold(
        kind="restricted", evidence="Elected in May", owner=year.by.username, review_on=today + timedelta(days=90)
    )
    raise_flag(customer=customer.pk, told=told, on=today, at=timezone.now(), by=year.by)
    billed = Run.objects.filter(verb="raise_invoices").earliest("id")
    prepare_letters(kind="invoice", of_run=billed.pk, **now(year.by, timezone.now(), today))
    return customer


def lists() -> list[str]:
    batch = Run.objects.get(verb="prepare_letters").pk
    return ["/invoices/", "/reports/aged-debt/customers/", f"/letters/batches/{batch}/"]


def test_without_leave_she_is_a_restricted_record(councillor: Customer, sign_in: SignIn) -> None:
    officer = sign_in("officer")
    for address in lists():
        page = officer.get(address).content.decode()
        assert NAME not in page, address
        assert "Restricted record" in page, address


def test_with_leave_she_is_named(councillor: Customer, sign_in: SignIn, year: Past) -> None:
    officer = sign_in("officer")
    username = User.objects.get(role="officer", username__startswith="ines").username
    today = timezone.localdate()
    grant_view(
        customer=councillor.pk,
        username=username,
        reason="Her own query",
        until=today,
        on=today,
        at=timezone.now(),
        by=year.by,
    )
    for address in lists():
        assert NAME in officer.get(address).content.decode(), address
