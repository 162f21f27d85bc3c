"""A request about a restricted record is opened by leave alone, and its credit note too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from django.test import Client

from crediting import credit, take_in_sample_limits
from piperoll.billing.models import Invoice
from piperoll.foundations.actors import Actor
from safeguards.people import flag
from the_day import bill, charge


def test_neither_the_request_nor_the_credit_note_shows_whose_it_is(
    manager: Actor, tmp_path: Path, sign_in: Callable[[str], Client]
) -> None:
    take_in_sample_limits()
    on = date(2026, 11, 9)
    number = bill(tmp_path, manager, charge("A", "300.00"), on=on).first_number
    small, large = credit(number, amount_pence=5_00, on=on), credit(number, amount_pence=200_00, on=on)
    customer = Invoice.objects.get().customer
    flag(manager, customer.pk, "restricted", on=on + timedelta(days=1))
    boss = sign_in("manager")
    for place in (f"/approvals/{large.request}/", f"/credit-notes/{small.number}/", f"/invoices/{number}/credit/"):
        page = boss.get(place)
        assert page.status_code == 403, place
        assert "Pickle" not in page.content.decode()
