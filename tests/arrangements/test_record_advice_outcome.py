"""What came of a referral is recorded once."""

from __future__ import annotations

import pytest

from arrangements.arranging import AGREED
from arrangements.test_refer_to_advice import refers
from crediting import somebody
from piperoll.arrangements.households import advice_of
from piperoll.arrangements.record_advice_outcome import NoSuchReferral, OutcomeKnown, record_advice_outcome
from piperoll.arrangements.rules import NoWayToPay
from piperoll.customers.models import Customer
from recovery.reminding import now


def test_it_is_known_once(ada: Customer) -> None:
    made, officer = refers(ada), now(somebody("officer"), AGREED)
    with pytest.raises(NoWayToPay):
        record_advice_outcome(advice=made.advice, what="cured", **officer)
    record_advice_outcome(advice=made.advice, what="moratorium", note="From Monday", **officer)
    assert advice_of(ada.pk)[0].outcome.what == "moratorium"
    with pytest.raises(OutcomeKnown):
        record_advice_outcome(advice=made.advice, what="declined", **officer)
    with pytest.raises(NoSuchReferral):
        record_advice_outcome(advice=10**9, what="declined", **officer)
