"""Credit used for what is overdue: offered before a refund, never against a debt that is protected."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from crediting import somebody
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.refunds.checking import NotToBeRefunded, Subject, checks_of
from piperoll.refunds.set_off_credit import NothingToSetOff, NotToBeSetOff, set_off_credit
from piperoll.safeguards.place_hold import place_hold
from refunds.refunding import asks, credit_of, now, the_books_agree
from the_day import bill, charge

LATER = date(2027, 1, 11)


@pytest.fixture
def owing(ada: Customer, morag: Actor, tmp_path: Path) -> Customer:
    """Ada, with £40 of credit and £15 and £10 that fell due on 21 December."""
    for number, sum_ in enumerate(("15.00", "10.00")):
        bill(
            tmp_path, morag, charge(f"A{number}", sum_, name=ada.name, address_1="2 Vinegar Lane"), name=f"{number}.csv"
        )
    return ada


def test_a_refund_waits_for_the_offer_and_what_is_set_off_pays_the_oldest_first(owing: Customer) -> None:
    with pytest.raises(NotToBeRefunded, match=r"£25\.00 is overdue. Offer to set the credit off first"):
        asks(owing, somebody("officer"), on=LATER)
    done = set_off_credit(customer=owing.reference, told="Agreed on the telephone", **now(somebody("officer"), LATER))
    assert (done.pence, done.items) == (25_00, 2)
    assert credit_of(owing) == 15_00
    assert asks(owing, somebody("officer"), on=LATER).pence == 15_00
    the_books_agree()


def test_nothing_is_set_off_that_is_not_overdue_or_is_asked_to_be_refunded(owing: Customer) -> None:
    with pytest.raises(NothingToSetOff):
        set_off_credit(customer=owing.reference, told="By letter", **now(somebody("officer")))
    asks(owing, somebody("officer"), amount_pence=30_00, not_set_off="She pays that by instalments", on=LATER)
    done = set_off_credit(customer=owing.reference, told="By letter", **now(somebody("officer"), LATER))
    assert done.pence == 10_00


def test_in_a_breathing_space_nothing_is_set_off_and_the_refund_is_paid(owing: Customer) -> None:
    place_hold(customer=owing.pk, kind="breathing_space", until=date(2027, 2, 20), **now(somebody("officer"), LATER))
    with pytest.raises(NotToBeSetOff, match="breathing space"):
        set_off_credit(customer=owing.reference, told="By letter", **now(somebody("officer"), LATER))
    asked = asks(owing, somebody("officer"), on=LATER)
    assert asked.pence == 40_00
    from piperoll.authority.models import Request

    (found,) = checks_of([Subject.of_request(Request.objects.get(pk=asked.request))], LATER)
    arrears = next(one for one in found if one.name == "arrears")
    assert arrears.verdict == "mind"
    assert "nothing may be set off against it" in arrears.words
