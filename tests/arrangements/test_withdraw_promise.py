"""A promise taken back pauses nothing any more."""

from __future__ import annotations

import pytest

from arrangements.arranging import AGREED
from arrangements.test_record_promise import promises, state
from crediting import somebody
from piperoll.arrangements.withdraw_promise import NoSuchPromise, WithdrawnAlready, withdraw_promise
from piperoll.customers.models import Customer
from recovery.reminding import now
from recovery.reminding import stands as on_the_ladder


def test_the_ladder_goes_on_and_another_may_be_made(ada: Customer) -> None:
    made, officer = promises(ada), now(somebody("officer"), AGREED)
    withdraw_promise(promise=made.promise, why="Entered on the wrong account", **officer)
    assert (on_the_ladder(ada, AGREED).why, state(ada, 0)) == ("send", "withdrawn")
    with pytest.raises(WithdrawnAlready):
        withdraw_promise(promise=made.promise, why="Again", **officer)
    with pytest.raises(NoSuchPromise):
        withdraw_promise(promise=10**9, why="None", **officer)
    assert promises(ada).promise != made.promise
