"""The same payer pays for another customer: reference and account stay, what was noticed does not."""

from __future__ import annotations

import pytest

from customers.somebody import ada
from direct_debit.paying import an_active_one, codes
from piperoll.direct_debit.deeds import NotForThem
from piperoll.direct_debit.models import CollectionPlan, MandateEvent, Standing
from piperoll.direct_debit.transfer_mandate import TheirsAlready, transfer_mandate
from piperoll.foundations.actors import Actor
from safeguards.people import flag
from the_day import MONDAY, MORNING


def test_it_pays_for_somebody_else_from_today(officer: Actor) -> None:
    whose, other = ada(officer), ada(officer, "Mr Ben Lovegrove")
    mandate = an_active_one(officer, whose.pk)
    done = transfer_mandate(
        mandate=mandate.pk, customer=other.pk, reason="Pays for his son now", on=MONDAY, at=MORNING, by=officer
    )
    stands = Standing.objects.get()
    assert (done.customer, stands.customer_id, stands.state) == (other.reference, other.pk, "active")
    assert codes(mandate.pk) == [("0N", "filed")]
    assert CollectionPlan.objects.count() == 2, "what was noticed under the first is collected no more"
    assert list(MandateEvent.objects.order_by("id").values_list("customer_id", flat=True))[-1] == other.pk
    with pytest.raises(TheirsAlready):
        transfer_mandate(mandate=mandate.pk, customer=other.pk, reason="Again", on=MONDAY, at=MORNING, by=officer)


def test_not_to_somebody_who_may_not_give_one(officer: Actor) -> None:
    mandate, other = an_active_one(officer, ada(officer).pk), ada(officer, "Mr Ben Lovegrove").pk
    flag(officer, other, "deceased")
    with pytest.raises(NotForThem):
        transfer_mandate(mandate=mandate.pk, customer=other, reason="Asked", on=MONDAY, at=MORNING, by=officer)
