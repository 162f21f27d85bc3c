"""A concern settled by somebody who is to know: the refund may go."""

from __future__ import annotations

import pytest

from crediting import somebody
from piperoll.customers.models import Customer
from piperoll.foundations.actors import NotPermitted
from piperoll.refunds.raise_concern import raise_concern
from piperoll.refunds.settle_concern import NoConcern, settle_concern
from refunds.refunding import approved, choose, now


def test_once_it_is_settled_the_refund_goes_with_the_next_run(ada: Customer) -> None:
    refund = approved(ada)
    raise_concern(request=refund.request_id, words="A stranger paid", **now(somebody("assistant")))
    with pytest.raises(NotPermitted):
        settle_concern(request=refund.request_id, words="Looked", **now(somebody("manager")))
    done = settle_concern(request=refund.request_id, words="Her brother paid", **now(somebody("finance_director")))
    assert done.concerns == 1
    assert choose().refunds == 1
    with pytest.raises(NoConcern):
        settle_concern(request=refund.request_id, words="Again", **now(somebody("finance_director")))
