"""Whoever may let something go is told on their first page that it waits; whoever made it is not."""

from __future__ import annotations

from piperoll.authority.rules import ROLES
from piperoll.foundations.actors import Actor
from piperoll.reporting.second_looks import sql, waiting
from piperoll.takings.authorise_cash_up import authorise_cash_up
from piperoll.web.home.asking import LOOKS, second_looks
from suspense.asking import somebody
from takings_words import counted, take
from the_day import MONDAY, MORNING


def test_a_till_that_is_short_waits_for_a_colleague_until_they_let_it_stand(manager: Actor) -> None:
    take(manager, amount_pence=20_00)
    done = counted(manager, {10_00: 1}, reason="Wrong change, we think")
    other = somebody("officer")
    assert waiting(manager) == {}
    assert waiting(other) == {"authorise_cash_up": 1}
    (figure,) = second_looks(other)
    assert (figure.value, figure.label) == ("1", "till over or short waits for somebody else")
    assert waiting(somebody("auditor")) == {}, "who may not let it stand is not told of it"
    authorise_cash_up(cash_up=done.cash_up, on=MONDAY, at=MORNING, by=other)
    assert waiting(other) == {}


def test_each_kind_is_in_words_and_somebody_may_let_it_go(manager: Actor) -> None:
    kinds = {row.verb for row in sql.waiting(me=manager.user_id, services=None)}
    assert kinds == LOOKS.keys()
    assert kinds <= frozenset().union(*(role.may for role in ROLES.values()))
