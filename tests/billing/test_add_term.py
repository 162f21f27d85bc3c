"""School terms have dates of their own, and never share a day."""

from datetime import date
from typing import Any

import pytest

from piperoll.billing.add_term import TermBackwards, TermsOverlap, add_term
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING

WHEN: dict[str, Any] = {"on": MONDAY, "at": MORNING}


def test_terms_follow_each_other(manager: Actor) -> None:
    add_term(name="Autumn", starts_on=date(2026, 9, 2), ends_on=date(2026, 12, 18), by=manager, **WHEN)
    with pytest.raises(TermsOverlap, match="2 September 2026"):
        add_term(name="Spring", starts_on=date(2026, 12, 18), ends_on=date(2027, 3, 1), by=manager, **WHEN)
    with pytest.raises(TermBackwards):
        add_term(name="Spring", starts_on=date(2027, 3, 1), ends_on=date(2027, 1, 5), by=manager, **WHEN)
    assert add_term(name="Spring", starts_on=date(2027, 1, 5), ends_on=date(2027, 3, 1), by=manager, **WHEN).run
