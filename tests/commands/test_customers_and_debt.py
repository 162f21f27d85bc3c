"""Customers and what they owe, at the terminal."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from a_past import Past, a_year_of_care
from billing.caring import FOUR_WEEKS, assessed, billed, four_weeks, person
from commands.terminal import typed
from crediting import somebody, take_in_sample_limits
from piperoll.billing.credit_care import NothingTooMuch
from piperoll.commands.rejected_files import FileInTheWay
from piperoll.customers.add_customer import AlreadyThere
from piperoll.customers.change_customer import NothingChanged
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from the_day import MONDAY


@pytest.fixture
def year(manager: Actor, tmp_path: Path) -> Past:
    past = Past(manager, tmp_path)
    a_year_of_care(past)
    return past


@pytest.fixture
def pugh(year: Past) -> str:
    return Customer.objects.get(name__contains="Pugh").reference


def test_adding_and_changing_a_customer(manager: Actor) -> None:
    words = ("Mr Kwabena Osei", "--address", "9 Weavers Court, Anytown", "--postcode", "an52lb", "--on", "2026-11-23")
    added = typed("add-customer", *words, by=manager)
    reference = added.data["reference"]
    assert added.text.startswith(f"Mr Kwabena Osei is customer {reference}")
    with pytest.raises(AlreadyThere):
        typed("add-customer", *words, by=manager)
    changed = typed(
        "change-customer --on 2027-04-01", reference, "--postcode", "AN1 2AB", "--address", "1 Brine Street", by=manager
    )
    assert changed.data["fields"]["postcode"] == ("AN5 2LB", "AN1 2AB")
    assert "1 Brine Street" in changed.text
    with pytest.raises(NothingChanged):
        typed("change-customer", reference, "--name", "Mr Kwabena Osei", by=manager)
    assert Customer.objects.get(reference=reference).addresses.get(valid_to=None).valid_from == date(2027, 4, 1)


def test_an_account_now_and_then(pugh: str) -> None:
    now = typed("account", pugh)
    assert now.data["balance"]["credit_pence"] == 550
    assert "owes £330.00" in now.text
    then = typed("account --as-at 2026-09-27", pugh.lower())
    assert then.data["balance"]["owed_pence"] == 30450
    assert "owes £304.50, £304.50 of it overdue" in then.text
    unknown = typed("account --as-at 2026-09-30 --known-at 2026-10-01T09:00", pugh)
    assert unknown.data["balance"]["owed_pence"] == 30450


def test_a_care_that_is_over_is_credited(manager: Actor, tmp_path: Path) -> None:
    take_in_sample_limits()
    assessed(manager)
    four_weeks(tmp_path, manager)
    billed(manager)
    assessed(manager, kind="ended", on=MONDAY, valid_from=FOUR_WEEKS[3], reason="Moved to another county")
    words = ("credit-care", person(manager), "--why", "She moved away", "--on", str(MONDAY))
    told = typed(*words, by=somebody("officer"))
    assert told.data["pence"] == 8750
    assert "credit note ATC" in told.text
    with pytest.raises(NothingTooMuch):
        typed(*words, by=somebody("officer"))


def test_aged_debt_as_a_table_as_data_and_as_a_file(year: Past, tmp_path: Path) -> None:
    answer = typed("aged-debt --as-at 2026-11-22")
    assert answer.data["total"]["credit_pence"] == 550
    assert [row["code"] for row in answer.data["services"]] == ["ASC", "TRADE"]
    assert "Adult social care" in answer.text
    assert "387.60" in answer.text
    file = tmp_path / "aged.csv"
    assert typed("aged-debt --as-at 2026-11-22 --csv", file).data["customers"] == 2
    with file.open(encoding="utf-8", newline="") as rows:
        assert sum(float(row["debt_pounds"]) for row in csv.DictReader(rows)) == 387.60
    with pytest.raises(FileInTheWay):
        typed("aged-debt --csv", file)
