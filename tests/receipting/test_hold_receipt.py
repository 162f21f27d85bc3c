"""An officer keeps a receipt in suspense, out of the engine's reach."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from piperoll.foundations.actors import Actor
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receipting.hold_receipt import NoReason, hold_receipt
from piperoll.receipting.place_receipt import NoSuchReceipt, NothingInSuspense
from the_day import MONDAY, MORNING, ask, bank, bill, charge, paid, statement


@pytest.fixture
def now(manager: Actor, tmp_path: Path) -> dict[str, Any]:
    """One receipt the engine would place at once."""
    bill(tmp_path, manager, charge("X1", "11.00"))
    (invoice,) = ask("SELECT number FROM billing_invoice")
    bank(tmp_path, manager, statement(paid("11.00", invoice.number, payer="PICKLE AND SONS")))
    return {"on": MONDAY, "at": MORNING, "by": manager}


def waiting() -> Any:
    (row,) = ask("SELECT receipt_id, open_pence, state, reason FROM receipting_suspense")
    return row


def test_the_engine_passes_a_held_receipt_by_until_it_is_let_go(now: dict[str, Any]) -> None:
    held = hold_receipt(receipt=waiting().receipt_id, reason="  asked the bank ", **now)
    assert (waiting().state, waiting().reason) == ("held", "Held by Morag Munro: asked the bank")
    assert held.reason == waiting().reason
    assert allocate_receipts(**now).looked_at == 0
    hold_receipt(receipt=waiting().receipt_id, reason="", release=True, **now)
    assert waiting().state == "new"
    assert allocate_receipts(**now).allocated == 1


def test_without_a_reason_it_is_not_held(now: dict[str, Any]) -> None:
    with pytest.raises(NoReason):
        hold_receipt(receipt=waiting().receipt_id, reason="  ", **now)
    assert waiting().state == "new"


def test_only_what_is_in_suspense_can_be_held(now: dict[str, Any]) -> None:
    with pytest.raises(NoSuchReceipt):
        hold_receipt(receipt=999_999, reason="x", **now)
    allocate_receipts(**now)
    with pytest.raises(NothingInSuspense):
        hold_receipt(receipt=waiting().receipt_id, reason="x", **now)
