"""An income account is given what it earns of paying late, where none earns it; one alone, for good."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psycopg
import pytest

from commands.terminal import typed
from crediting import somebody
from interest.test_request_late_charges import astray, charges, decides
from interest.test_request_late_charges import trader as trader
from piperoll.customers.models import Customer
from piperoll.foundations.actors import NotPermitted
from piperoll.interest.give_late_account import (
    AccountServesAlready,
    EarnedByAnother,
    EarnedElsewhere,
    NoSuchIncomeCode,
    NotEarnedLate,
    accounts,
    give_late_account,
)
from piperoll.ledger.models import Account
from refunds.refunding import now
from web.staff import client_of


def gives(kind: str, code: str, by: str = "administrator") -> None:
    """An administrator says it."""
    give_late_account(kind=kind, code=code, **now(somebody(by)))


def test_a_council_set_up_before_says_which_account_earns_it(
    trader: Customer, as_owner: psycopg.Connection[Any]
) -> None:
    there = accounts()["fixed_sum"].code
    as_owner.execute("UPDATE ledger_account SET control = '' WHERE control = 'late_fixed'")
    for kind, code, refusal in (
        ("rent", "TW01", NotEarnedLate),
        ("fixed_sum", "NONE", NoSuchIncomeCode),
        ("interest", "TW01", EarnedByAnother),
        ("fixed_sum", accounts()["interest"].code, AccountServesAlready),
    ):
        with pytest.raises(refusal):
            gives(kind, code)
    with pytest.raises(NotPermitted):
        gives("fixed_sum", "TW01", by="officer")
    client = client_of("administrator")
    assert "None: it cannot be charged" in client.get("/set-up/late-charges/").content.decode()
    page = client.post("/set-up/late-charges/", {"kind": "fixed_sum", "code": there}, follow=True).content.decode()
    assert f"Fixed sum for paying late is earned in {there}." in page
    decides(charges(trader))
    assert astray() == []


def test_what_was_charged_before_keeps_its_account(
    trader: Customer, as_owner: psycopg.Connection[Any], tmp_path: Path
) -> None:
    decides(charges(trader))
    there = accounts()["fixed_sum"].code
    as_owner.execute("UPDATE ledger_account SET control = '' WHERE control = 'late_fixed'")
    with pytest.raises(EarnedElsewhere, match=there):
        gives("fixed_sum", "TW01")
    who = somebody("administrator")
    assert f"earned in {there}." in typed(f"give-late-account fixed_sum {there.lower()} --on 2026-11-23", by=who).text
    assert Account.objects.get(code=there).control == "late_fixed"
    assert astray() == []
