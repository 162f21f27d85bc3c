"""An approved refund that is not paid after all: the credit is back, the history stays."""

from __future__ import annotations

import pytest

from crediting import somebody
from piperoll.customers.models import Customer
from piperoll.receivables.models import Item
from piperoll.refunds.cancel_refund import InARun, OverAlready, cancel_refund
from piperoll.refunds.models import Refund
from refunds.refunding import approved, asks, choose, credit_of, now, the_books_agree


def test_the_credit_is_as_it_was_and_may_be_asked_for_again(ada: Customer) -> None:
    refund = approved(ada)
    done = cancel_refund(refund=refund.pk, reason="She would rather keep it", **now(somebody("officer")))
    assert done.pence == 40_00
    assert credit_of(ada) == 40_00
    assert list(Item.objects.filter(kind__startswith="refund").order_by("id").values_list("kind", "amount_pence")) == [
        ("refund", 40_00), ("refund_back", -40_00),
    ]  # fmt: skip
    the_books_agree()
    with pytest.raises(OverAlready) as refusal:
        cancel_refund(refund=refund.pk, reason="Twice", **now(somebody("officer")))
    assert refusal.value.exit_code == 0
    assert asks(ada, somebody("officer")).pence == 40_00
    assert Refund.objects.count() == 1


def test_one_in_a_run_is_not_cancelled(ada: Customer) -> None:
    refund = approved(ada)
    choose()
    with pytest.raises(InARun):
        cancel_refund(refund=refund.pk, reason="Too late", **now(somebody("officer")))
    assert credit_of(ada) == 0
