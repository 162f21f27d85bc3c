"""A fund is kept only when references of its own are known by it, and no other's are."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fund_words import RENT, WRONG, rents, rents_taken
from piperoll.council.add_service import CodeTaken
from piperoll.foundations.actors import Actor
from piperoll.funds import queries
from piperoll.funds.models import Fund
from piperoll.funds.register import FundClosed, standing, standing_on
from piperoll.funds.write_fund import AnothersPattern, BadFund
from piperoll.ledger.models import Account
from the_day import MONDAY


def test_a_fund_waits_for_somebody_else_and_holds_from_its_day_to_its_last(manager: Actor) -> None:
    done = rents(manager)
    assert standing_on(MONDAY) == []
    (row,) = queries.funds()
    assert (row.code, row.waits, row.approved, row.patterns, row.words) == (
        "RENTS", True, None, ["R10####### luhn"], ["RENT"],
    )  # fmt: skip
    assert Account.objects.get(code="RENTS").control == "fund"
    rents_taken(manager, name="", nominal="", valid_to=MONDAY + timedelta(days=9))
    assert standing("rents", MONDAY).name == "Housing rents"
    with pytest.raises(FundClosed):
        standing("RENTS", MONDAY - timedelta(days=1))
    with pytest.raises(FundClosed):
        standing("RENTS", MONDAY + timedelta(days=10))
    assert Fund.objects.get().versions.count() == 2
    assert done.samples == 1


def test_what_is_no_fund_is_refused_and_says_why(manager: Actor) -> None:
    for changed, why in (
        ({"code": "all rents"}, "it needs a code"),
        ({"name": ""}, "it needs a name"),
        ({"samples": []}, "no sample is of the shape R10#######"),
        ({"samples": [WRONG]}, "the check digits of R101234564 are wrong by luhn"),
        ({"samples": [RENT, "X1"]}, "X1 is of no shape given"),
        ({"patterns": ["R10 luhn"]}, "at least 5 places"),
        ({"patterns": [], "samples": [], "words": []}, "nothing tells its money"),
        ({"layout": {"columns": ""}}, "must hold the account"),
        ({"valid_to": MONDAY - timedelta(days=1)}, "end before it begins"),
        ({"patterns": ["C######### mod97"], "samples": ["C000000195"]}, "how we number our own customers"),
    ):
        with pytest.raises(BadFund, match=why):
            rents(manager, **changed)
    with pytest.raises(CodeTaken):
        rents(manager, ledger_code="SUSPENSE")
    assert not Fund.objects.exists()
    rents_taken(manager)
    with pytest.raises(AnothersPattern, match="Housing rents"):
        rents(manager, code="GARAGES", name="Garages")
