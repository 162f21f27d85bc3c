"""The words tests use of funds: rents, known by R10 and a Luhn digit, approved by somebody else."""

from __future__ import annotations

from typing import Any

from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.foundations.actors import Actor
from piperoll.funds.approve_fund import approve_fund
from piperoll.funds.write_fund import FundWritten, write_fund
from the_day import MONDAY, MORNING

RENT, OTHER_RENT, WRONG = "R101234565", "R107654329", "R101234564"


def rents(by: Actor, **more: Any) -> FundWritten:
    """Housing rents, written."""
    given = {
        "code": "RENTS", "name": "Housing rents", "nominal": "9300", "patterns": ["R10####### luhn"],
        "samples": [RENT], "words": ["rent"], "valid_from": MONDAY, "on": MONDAY, "at": MORNING, "by": by,
    }  # fmt: skip
    return write_fund(**(given | more))


def second() -> Actor:
    """Somebody else who may approve."""
    user, _ = User.objects.get_or_create(username="sam.second", defaults={"name": "Sam Second", "role": "senior"})
    return actor_of(user)


def rents_taken(by: Actor, **more: Any) -> FundWritten:
    """Housing rents, written and approved."""
    done = rents(by, **more)
    approve_fund(fund=done.fund, on=MONDAY, at=MORNING, by=second())
    return done
