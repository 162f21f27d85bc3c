"""A template with a real customer's facts, as email and letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from piperoll.customers.models import Customer
from piperoll.dispatch.previewing import NothingOfThatKind, preview
from piperoll.documents.models import TemplateVersion
from piperoll.documents.template_queries import template_called
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING, bill, charge, take_in_letters


@pytest.fixture
def templates(manager: Actor) -> Actor:
    take_in_letters(manager)
    return manager


def newest(name: str) -> TemplateVersion:
    return template_called(name).versions.all()[0]


def test_an_invoice_email_says_what_the_newest_invoice_says(templates: Actor, tmp_path: Path) -> None:
    raised = bill(tmp_path, templates, charge("A", "10.50"))
    shown = preview(newest("invoice-email"), Customer.objects.get(), on=MONDAY)
    assert shown.subject == f"Your invoice {raised.first_number} from Anytown Borough Council"
    assert "Dear Pickle & Sons Ltd" in shown.body
    assert "Trade waste is attached. It comes to £10.50" in shown.body
    assert shown.pdf().startswith(b"%PDF-")


def test_welsh_has_welsh_dates(templates: Actor, tmp_path: Path) -> None:
    bill(tmp_path, templates, charge("A", "10.50"))
    assert "Rhagfyr 2026" in preview(newest("invoice-email-cy"), Customer.objects.get(), on=MONDAY).body


def test_a_customer_with_nothing_of_the_kind_is_said(templates: Actor, tmp_path: Path) -> None:
    bill(tmp_path, templates, charge("A", "10.50"))
    shown = preview(newest("account-letter"), Customer.objects.get(), on=MONDAY)
    assert "your balance is £10.50. Of this, £0.00 is overdue" in shown.body
    nobody = Customer.objects.create(reference="C1", kind="person", name="New One", created_at=MORNING)
    with pytest.raises(NothingOfThatKind, match="New One has no invoice"):
        preview(newest("invoice-email"), nobody, on=MONDAY)
