"""A row changed behind the books' back is noticed by a control, or by the chain of seals."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from customers.somebody import ada
from direct_debit.paying import an_active_one, by_phone, notify
from piperoll.direct_debit.planning import PlanTold
from piperoll.foundations.actors import Actor
from piperoll.reconciliation.check_books import check_books
from piperoll.runs.checking_seals import check_chain
from the_day import MONDAY, bill, charge


@pytest.fixture
def noticed(officer: Actor, tmp_path: Path) -> None:
    """One mandate noticed of an instalment, one of a fixed sum."""
    whose, nobody = ada(officer), {"name": "", "address_1": "", "postcode": ""}
    row = charge("TW1", "10.00", customer_ref=whose.reference, **nobody)
    bill(tmp_path, officer, row, on=MONDAY - timedelta(days=8))
    an_active_one(officer, whose.pk)
    other = ada(officer, "Mr Ben Lovegrove").pk
    an_active_one(officer, other, by_phone(plan=PlanTold("fixed", 500, "weekly", first_on=date(2026, 12, 14))))
    notify(officer)
    assert check_books().agrees
    assert check_chain().agrees


@pytest.mark.parametrize(
    ("change", "control"),
    [
        ("UPDATE direct_debit_standing SET state = 'cancelled' WHERE mandate_id = (SELECT min(id) FROM direct_debit_mandate)", "Mandates"),
        ("UPDATE direct_debit_mandateevent SET state = 'active' WHERE event = 'lodge'", None),
        ("DELETE FROM direct_debit_standing WHERE mandate_id = (SELECT min(id) FROM direct_debit_mandate)", "Mandates"),
        ("UPDATE direct_debit_noticedcollection SET amount_pence = amount_pence + 1", "Collections noticed"),
        ("UPDATE direct_debit_noticeditem SET amount_pence = 1", "Collections noticed"),
        ("UPDATE direct_debit_collectionplan SET amount_pence = 501 WHERE kind = 'fixed'", "Collections noticed"),
        ("UPDATE direct_debit_lodgement SET account_id = (SELECT max(id) FROM direct_debit_mandateaccount)", "Instructions for Bacs"),
        ("UPDATE direct_debit_lodgementend SET what = 'withdrawn'", None),
        ("UPDATE direct_debit_mandate SET payer_name = 'Somebody else'", None),
        ("UPDATE direct_debit_mandateaccount SET verdict = 'not checked'", None),
        ("UPDATE direct_debit_mandatepays SET valid_from = valid_from - 1", None),
        ("UPDATE direct_debit_notice SET notice_days = 3", None),
        ("UPDATE direct_debit_modulusimport SET source = 'Elsewhere'", None),
    ],
)  # fmt: skip
def test_it_does_not_go_unseen(noticed: None, as_superuser: Any, change: str, control: str | None) -> None:
    as_superuser.execute("SET session_replication_role = replica")
    as_superuser.execute(change)
    if control:
        assert [one.name for one in check_books().disagreeing] == [control]
    else:
        assert not check_chain().agrees
