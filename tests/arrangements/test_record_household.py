"""A household's statement: kept as told, explained where it is over, worked out with what is owed today."""

from __future__ import annotations

from typing import Any

import pytest

from arrangements.arranging import AGREED
from crediting import somebody
from piperoll.arrangements.affordability import Amount, People
from piperoll.arrangements.households import newest, worked_out
from piperoll.arrangements.import_trigger_figures import import_trigger_figures
from piperoll.arrangements.record_household import (
    AmountOutOfReach,
    ExplainIt,
    HouseholdTold,
    NoIncomeTold,
    TooManyPeople,
    record_household,
)
from piperoll.arrangements.rules import NoWayToPay
from piperoll.customers.models import Customer
from piperoll.foundations.actors import NotPermitted
from recovery.reminding import now
from refunds.refunding import the_books_agree
from the_day import COUNCIL_FILE, MONDAY

TRIGGERS = COUNCIL_FILE.parent / "triggers.csv"
LINES = {"earnings": Amount(300_00, "weekly"), "home": Amount(900_00), "food": Amount(60_00, "weekly")}
"""£1,300 a month, of which £40 is left."""


def tells(customer: Customer, by: str = "officer", **more: Any) -> None:
    """She tells us what she has and spends."""
    told = HouseholdTold(**({"lines": LINES, "told_by": "Herself"} | more))
    record_household(customer=customer.reference, told=told, **now(somebody(by), AGREED))


def test_the_offer_is_our_share_of_what_is_available(ada: Customer) -> None:
    tells(ada, debts=[("Catalogue", 270_00)])
    household = newest(ada.pk)
    assert household
    stands = worked_out(household, ada.pk, AGREED)
    assert (stands.affordable.left_pence, stands.affordable.available_pence) == (140_00, 126_00)
    assert (stands.owed_pence, stands.offer_pence, stands.others) == (90_00, 31_50, [("Catalogue", 270_00, 94_50)])
    assert [(one.code, one.monthly_pence, one.months) for one in stands.options] == [
        ("full", 90_00, 1), ("plan", 31_50, 3), ("token", 1_00, 90), ("hold", None, None), ("write_off", None, None),
    ]  # fmt: skip
    tells(ada, lines={"benefits": Amount(400_00), "home": Amount(450_00)})
    poorer = newest(ada.pk)
    assert poorer
    stands = worked_out(poorer, ada.pk, AGREED)
    assert (stands.affordable.left_pence, stands.offer_pence, stands.is_token) == (-50_00, 1_00, True)
    assert "plan" not in [one.code for one in stands.options]
    the_books_agree()


def test_over_a_trigger_figure_it_is_explained_and_taken(ada: Customer) -> None:
    import_trigger_figures(file=TRIGGERS, **now(somebody("manager"), MONDAY))
    with pytest.raises(ExplainIt, match=r"£260\.00 a month, and £240\.00 needs no explanation"):
        tells(ada)
    tells(ada, explanations={"food": "Special diet"})
    tells(ada, people=People(adults=2))
    tells(ada, lines=LINES | {"food": Amount(55_00, "weekly")})


def test_what_cannot_be_is_refused(ada: Customer) -> None:
    for told, refusal in (
        ({"lines": {}}, NoIncomeTold),
        ({"lines": {"earnings": Amount(0)}}, AmountOutOfReach),
        ({"lines": {"gold": Amount(1)}}, NoWayToPay),
        ({"lines": {"earnings": Amount(1, "daily")}}, NoWayToPay),
        ({"tenure": "castle"}, NoWayToPay),
        ({"people": People(adults=0)}, TooManyPeople),
        ({"debts": [("Catalogue", -1)]}, AmountOutOfReach),
        ({"by": "assistant"}, NotPermitted),
    ):
        with pytest.raises(refusal):
            tells(ada, **told)  # type: ignore[arg-type]
    assert newest(ada.pk) is None
