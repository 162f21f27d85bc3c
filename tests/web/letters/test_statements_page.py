"""Statements on the page: one customer's, and everybody's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from django.test import Client
from django.utils import timezone

from piperoll.billing.raise_invoices import raise_invoices
from piperoll.customers.models import Customer
from piperoll.formats import feeder_csv
from piperoll.foundations.actors import Actor
from the_day import charge

SignIn = Callable[[str], Client]


def billed_in_october(folder: Path, by: Actor) -> None:
    file = folder / "october.csv"
    file.write_text(feeder_csv.write([charge("A", "10.50")]))
    raise_invoices(feeder=file, on=date(2026, 10, 1), at=datetime(2026, 10, 1, 9, tzinfo=UTC), by=by)


def test_a_customers_statement_opens_as_a_pdf_and_stays_listed(manager: Actor, sign_in: SignIn, tmp_path: Path) -> None:
    billed_in_october(tmp_path, manager)
    client, there = sign_in("collections"), f"/customers/{Customer.objects.get().reference}/statements/"
    assert "Draw up a statement" in client.get(there).content.decode()
    answer = client.post(there, {"since": "1 10 2026", "until": f"{timezone.localdate():%d %m %Y}"}, follow=True)
    assert answer["content-type"] == "application/pdf"
    assert "1 Oct 2026 to" in client.get(there).content.decode()
    wrong = client.post(there, {"since": "31 02 2026", "until": "x"}).content.decode()
    assert "must be a real date" in wrong


def test_everybodys_are_drawn_up_by_those_who_may(manager: Actor, sign_in: SignIn, tmp_path: Path) -> None:
    billed_in_october(tmp_path, manager)
    days = {"since": "1 10 2026", "until": f"{timezone.localdate():%d %m %Y}", "whom": "owing"}
    client, there = sign_in("assistant"), "/letters/statements/"
    assert "1 statement drawn up" in client.post(there, days, follow=True).content.decode()
    assert "That was done already" in client.post(there, days, follow=True).content.decode()
    assert "Draw up statements" not in sign_in("auditor").get(there).content.decode()
