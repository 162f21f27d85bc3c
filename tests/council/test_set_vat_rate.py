"""VAT rates follow one another; a rate is never edited."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from piperoll.council.dating import BeginsTooEarly
from piperoll.council.models import VatRate
from piperoll.council.set_vat_rate import BadVatCode, BadVatRate, TaxWithoutSupply, set_vat_rate
from the_day import ask, bill, charge

APRIL = date(2027, 4, 1)
STANDARD = {
    "code": "s", "name": "Standard", "percent": Decimal(22), "is_supply": True, "is_taxable": True, "valid_from": APRIL,
    "authority": "Finance Act 2027",
}  # fmt: skip


def test_another_rate_begins_and_each_invoice_is_taxed_at_its_own_day(now: dict[str, Any], tmp_path: Path) -> None:
    set_vat_rate(**STANDARD, **now)
    sacks = {"income_code": "TW02", "vat_code": "S"}
    bill(tmp_path, now["by"], charge("X1", "100.00", **sacks), on=date(2027, 3, 31), name="march.csv")
    bill(tmp_path, now["by"], charge("X2", "100.00", **sacks), on=APRIL, name="april.csv")
    assert [row.vat_pence for row in ask("SELECT vat_pence FROM billing_invoice ORDER BY id")] == [2000, 2200]
    assert VatRate.objects.get(code="S", valid_to=date(2027, 3, 31)).rate == Decimal("0.2")


def test_a_new_code_gets_its_first_rate_from_any_day(now: dict[str, Any]) -> None:
    made = set_vat_rate(**{**STANDARD, "code": "F", "percent": Decimal("12.5"), "valid_from": date(2021, 10, 1)}, **now)
    assert (made.code, VatRate.objects.get(code="F").rate) == ("F", Decimal("0.125"))


def test_a_rate_of_the_past_cannot_be_slipped_in(now: dict[str, Any]) -> None:
    with pytest.raises(BeginsTooEarly, match="VAT code S has a value on 1 April 2026 already"):
        set_vat_rate(**{**STANDARD, "valid_from": date(2026, 4, 1)}, **now)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"code": ""}, BadVatCode),
        ({"code": "TOOLONG"}, BadVatCode),
        ({"code": "é"}, BadVatCode),
        ({"percent": Decimal(101)}, BadVatRate),
        ({"percent": Decimal(-1)}, BadVatRate),
        ({"percent": Decimal("17.555")}, BadVatRate),
        ({"is_supply": False}, TaxWithoutSupply),
        ({"is_taxable": False}, TaxWithoutSupply),
    ],
)
def test_a_rate_that_makes_no_sense_is_refused(
    now: dict[str, Any], wrong: dict[str, Any], refusal: type[Exception]
) -> None:
    before = VatRate.objects.count()
    with pytest.raises(refusal):
        set_vat_rate(**{**STANDARD, **wrong}, **now)
    assert VatRate.objects.count() == before
