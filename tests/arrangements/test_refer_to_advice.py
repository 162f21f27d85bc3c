"""Somebody is referred to free advice: to whom, why, when."""

from __future__ import annotations

import pytest

from arrangements.arranging import AGREED
from crediting import somebody
from piperoll.arrangements.households import advice_of
from piperoll.arrangements.refer_to_advice import ReferredToAdvice, refer_to_advice
from piperoll.customers.models import Customer
from piperoll.foundations.actors import NotPermitted
from recovery.reminding import now


def refers(customer: Customer, by: str = "officer") -> ReferredToAdvice:
    """To the nearest agency."""
    told = {"agency": "Citizens Advice Anytown", "why": "Six debts, no work"}
    return refer_to_advice(customer=customer.reference, **told, **now(somebody(by), AGREED))


def test_it_is_on_record(ada: Customer) -> None:
    made = refers(ada)
    (found,) = advice_of(ada.pk)
    assert (found.pk, found.agency, found.referred_on) == (made.advice, "Citizens Advice Anytown", AGREED)
    with pytest.raises(NotPermitted):
        refers(ada, "assistant")
