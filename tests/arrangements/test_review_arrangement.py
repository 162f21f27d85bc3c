"""An arrangement that lasts has a day to be looked at; a look sets the next."""

from __future__ import annotations

from datetime import date

import pytest

from arrangements.arranging import AGREED, FIRST, agrees, stands
from crediting import somebody
from piperoll.arrangements import standing
from piperoll.arrangements.review_arrangement import NextLookTooEarly, review_arrangement
from piperoll.arrangements.rules import Plan
from piperoll.customers.models import Customer
from recovery.reminding import now

IN_JULY = date(2027, 7, 4)


def test_it_is_looked_at_in_six_months_and_again(ada: Customer) -> None:
    made = agrees(ada, Plan("monthly", FIRST, times=10))
    assert made.arrangement
    assert stands(made.arrangement, AGREED).review_on == IN_JULY
    assert [row.id for row in standing.listed(IN_JULY, state="review", most=9)] == [made.arrangement]
    officer = now(somebody("officer"), IN_JULY)
    with pytest.raises(NextLookTooEarly):
        review_arrangement(arrangement=made.arrangement, found="Same wage", next_on=IN_JULY, **officer)
    done = review_arrangement(arrangement=made.arrangement, found="Same wage", **officer)
    assert done.next_on == date(2028, 1, 4)
    assert standing.listed(IN_JULY, state="review", most=9) == []
    (told,) = standing.story(made.arrangement)
    assert (told.what, told.said, told.by_name) == ("review", "Same wage", "Officer One")


def test_a_short_one_need_not_be(ada: Customer) -> None:
    assert stands(agrees(ada).arrangement, AGREED).review_on is None
