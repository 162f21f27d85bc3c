"""An arrangement ended before its time: its debts are chased again, its Direct Debit takes nothing more."""

from __future__ import annotations

from datetime import timedelta

import pytest

from arrangements.arranging import AGREED, agrees, weekly
from crediting import somebody
from direct_debit.paying import ALSO_GOOD, a_mandate, an_active_one, by_phone
from piperoll.arrangements.agreeing import NotForADebit
from piperoll.arrangements.cancel_arrangement import cancel_arrangement
from piperoll.arrangements.ending import EndedAlready
from piperoll.customers.models import Customer
from piperoll.direct_debit import choosing, planning
from piperoll.direct_debit.choosing import PaysTold
from piperoll.direct_debit.models import Standing
from piperoll.foundations.actors import Actor
from piperoll.receivables.models import Item
from recovery.reminding import now
from recovery.reminding import stands as on_the_ladder


def cancels(arrangement: int | None) -> None:
    """They will pay it all at once."""
    told = now(somebody("officer"), AGREED)
    cancel_arrangement(arrangement=arrangement or 0, why="Pays it all on Friday", **told)


def test_its_debts_are_chased_again(ada: Customer) -> None:
    made = agrees(ada)
    cancels(made.arrangement)
    assert on_the_ladder(ada, AGREED).chased_pence == 90_00
    with pytest.raises(EndedAlready):
        cancels(made.arrangement)


def test_by_direct_debit_it_collects_the_payments_until_it_ends(ada: Customer, morag: Actor) -> None:
    everything = a_mandate(morag, ada.pk)
    with pytest.raises(NotForADebit, match="pays everything they owe"):
        agrees(ada, weekly(method="direct_debit", mandate=everything.reference))
    numbers = tuple(Item.objects.filter(customer=ada).values_list("reference", flat=True))
    told = by_phone(ALSO_GOOD, pays=PaysTold(invoices=numbers))
    mandate = an_active_one(morag, ada.pk, told)
    with pytest.raises(NotForADebit, match="at the earliest"):
        agrees(ada, weekly(method="direct_debit", mandate=mandate.reference))
    first = AGREED + timedelta(25)
    made = agrees(ada, weekly(20_00, method="direct_debit", mandate=mandate.reference, first_on=first))
    assert on_the_ladder(ada, AGREED).why == "arranged"
    assert planning.in_words(planning.plan_now(mandate.pk, AGREED)) == (
        f"£20.00 every week, from {first.day} {first:%B %Y}, 5 times"
    )
    assert {row.what for row in choosing.pays_now(mandate.pk, AGREED)} == {"invoice"}
    cancels(made.arrangement)
    assert Standing.objects.get(mandate=mandate).state == "suspended"
