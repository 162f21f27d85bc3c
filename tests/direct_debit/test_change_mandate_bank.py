"""New bank details: the old instruction is cancelled where the bank has one, the new one lodged under one reference."""

from __future__ import annotations

import pytest

from customers.somebody import ada
from direct_debit.paying import ALSO_GOOD, BAD, GOOD, a_mandate, an_active_one, codes, lodged
from piperoll.direct_debit.bank_details import NotABankAccount
from piperoll.direct_debit.change_mandate_bank import BankChanged, SameAccount, change_mandate_bank
from piperoll.direct_debit.deeds import account_in_use
from piperoll.direct_debit.models import MandateAccount, Notice, Standing
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING


def change(by: Actor, mandate: int, account: tuple[str, str] = ALSO_GOOD, **more: bool) -> BankChanged:
    sort_code, number = account
    return change_mandate_bank(
        mandate=mandate, sort_code=sort_code, account=number, account_name="A Lovegrove", reason="Rang us", **more,
        on=MONDAY, at=MORNING, by=by,
    )  # fmt: skip


def test_a_lodged_one_is_cancelled_there_and_lodged_here(officer: Actor) -> None:
    mandate = an_active_one(officer, ada(officer).pk)
    changed = change(officer, mandate.pk)
    assert (changed.reference, changed.bank_account, changed.cancels) == (mandate.reference, "••••7491", True)
    assert codes(mandate.pk) == [("0N", "filed"), ("0C", "waiting"), ("0N", "waiting")]
    stands = Standing.objects.get()
    assert (stands.state, stands.may_collect_from) == ("set_up", None)
    assert list(Notice.objects.order_by("id").values_list("kind", flat=True)) == ["confirmation", "changed"]


def test_one_never_lodged_needs_no_cancelling(officer: Actor) -> None:
    made = a_mandate(officer, ada(officer).pk)
    assert not change(officer, made.mandate).cancels
    assert codes(made.mandate) == [("0N", "withdrawn"), ("0N", "waiting")]


def test_where_the_bank_told_us_no_cancellation_goes_back(officer: Actor) -> None:
    mandate = an_active_one(officer, ada(officer).pk)
    assert not change(officer, mandate.pk, bank_cancelled=True).cancels
    assert codes(mandate.pk) == [("0N", "filed"), ("0N", "waiting")]


def test_there_and_back_again_under_its_own_reference(officer: Actor) -> None:
    mandate = an_active_one(officer, ada(officer).pk)
    change(officer, mandate.pk)
    lodged(mandate.pk)
    change(officer, mandate.pk, GOOD)
    assert MandateAccount.objects.count() == 3
    assert account_in_use(mandate.pk).last_four == "8472"


def test_the_same_account_and_a_wrong_one_change_nothing(officer: Actor) -> None:
    mandate = an_active_one(officer, ada(officer).pk)
    with pytest.raises(SameAccount):
        change(officer, mandate.pk, GOOD)
    with pytest.raises(NotABankAccount):
        change(officer, mandate.pk, BAD)
    assert Standing.objects.get().state == "active"
