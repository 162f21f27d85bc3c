"""A mandate unused for 24 months has lapsed at the payer's bank: it is marked so, and new bank details wake it."""

from __future__ import annotations

from datetime import date

import pytest

from customers.somebody import ada
from direct_debit.paying import GOOD, an_active_one, codes
from piperoll.direct_debit.change_mandate_bank import change_mandate_bank
from piperoll.direct_debit.dormant_mandates import NoneDormant, dormant_mandates
from piperoll.direct_debit.models import MandateEvent, Standing
from piperoll.foundations.actors import Actor
from the_day import MORNING

LAST_DAY, LAPSED = date(2028, 11, 22), date(2028, 11, 23)
LATER = MORNING.replace(year=2028)


def test_on_the_day_twenty_four_months_after_it_was_last_used(officer: Actor) -> None:
    mandate = an_active_one(officer, ada(officer).pk)
    with pytest.raises(NoneDormant):
        dormant_mandates(on=LAST_DAY, at=LATER, by=officer)
    assert dormant_mandates(on=LAPSED, at=LATER, by=officer).mandates == 1
    last = MandateEvent.objects.last()
    assert last
    assert (last.event, last.reason) == ("lapse", "Nothing was collected for 24 months")
    with pytest.raises(NoneDormant):
        dormant_mandates(on=LAPSED, at=LATER, by=officer)
    sort_code, number = GOOD
    changed = change_mandate_bank(
        mandate=mandate.pk, sort_code=sort_code, account=number, account_name="A Lovegrove", reason="Asked again",
        on=LAPSED, at=LATER, by=officer,
    )  # fmt: skip
    assert not changed.cancels
    assert codes(mandate.pk) == [("0N", "filed"), ("0N", "waiting")]
    assert Standing.objects.get().state == "set_up"
