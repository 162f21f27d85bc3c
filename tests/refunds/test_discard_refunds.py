"""A refund run given up: its refunds may be chosen again."""

from __future__ import annotations

import pytest

from crediting import somebody
from piperoll.customers.models import Customer
from piperoll.refunds.discard_refunds import discard_refunds
from piperoll.refunds.models import RefundRun
from piperoll.refunds.release_refunds import RunDiscardedAlready
from refunds.refunding import approved, choose, now, release, the_books_agree


def test_what_it_held_is_chosen_again(ada: Customer) -> None:
    approved(ada)
    first = choose()
    assert first.refund_run
    done = discard_refunds(refund_run=first.refund_run, reason="The wrong day", **now(somebody("officer")))
    assert done.refunds == 1
    with pytest.raises(RunDiscardedAlready):
        release(first)
    assert choose().refunds == 1
    assert RefundRun.objects.count() == 2
    the_books_agree()
