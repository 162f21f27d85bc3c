"""Another income code that a service may charge to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from piperoll.council.add_service import CodeTaken
from piperoll.council.set_dated_figure import NoSuchService
from piperoll.foundations.actors import Actor
from piperoll.ledger.add_bank_account import NominalMissing
from piperoll.ledger.add_income_account import NoSuchVatCode, add_income_account
from the_day import MONDAY, MORNING, bill, charge, set_up_anytown

SKIPS = {"code": "tw03", "name": "Skips", "service": "trade", "nominal": "4320", "vat_code": "s"}


@pytest.fixture
def sandy(db: None) -> Actor:
    """A team manager of Anytown."""
    return set_up_anytown()


def add(by: Actor, **changed: Any) -> Any:
    return add_income_account(**{**SKIPS, **changed}, on=MONDAY, at=MORNING, by=by)


def test_a_feeder_may_charge_to_it_at_its_own_vat_code_alone(sandy: Actor, tmp_path: Path) -> None:
    add(sandy)
    skip, wrong = charge("X1", "100", income_code="TW03", vat_code="S"), charge("X2", "100", income_code="TW03")
    raised = bill(tmp_path, sandy, skip, wrong)
    assert (raised.lines_billed, raised.lines_rejected, raised.vat_pence) == (1, 1, 2000)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"code": "TW01"}, CodeTaken),
        ({"service": "NOPE"}, NoSuchService),
        ({"vat_code": "Q"}, NoSuchVatCode),
        ({"nominal": ""}, NominalMissing),
    ],
)
def test_what_does_not_fit_the_books_is_refused(sandy: Actor, wrong: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        add(sandy, **wrong)
