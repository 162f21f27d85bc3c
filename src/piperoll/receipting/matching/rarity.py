"""How rare a body's whole name is among strangers: measured from the names of the council's own customers.

No two companies are registered under one name (Companies Act 2006, s.66), and few traders of a district choose one that
another has. So a name that one customer alone bears is rarer than one in all of them. Good (1953), after Turing, says
by how much: of what was met r times, (r + 1) · N(r + 1) / N(r) is to be expected in as many again, where N(r) is how
many names r customers bear. People's names are given and inherited: of them nothing is concluded, for strangers share
them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from piperoll.receipting.matching.facts import Debtor
from piperoll.receipting.matching.names import BACS_NAME_WIDTH, as_shown

NamesBorne = Mapping[int, int]
"""How many whole names of bodies so many customers bear: keys are bearers, values are names."""

BODIES = frozenset(("body", "company", "public body"))
"""Kinds of debtor whose name is a body's."""
TELLING_NAMES = 100
"""Of fewer names than this borne so often, nothing is concluded."""
MOST_BEARERS = 3
"""A name that more customers bear is as common as it looks."""
MOST_DISCOUNTED = 0.8
"""However few names are met again, no more is taken off than for a sum (`Book.commonness`)."""


def expected_bearers(bearers: int, names: NamesBorne) -> float:
    """How many strangers, in as many as there are customers, bear a body's name that so many customers bear."""
    borne_so_often = names.get(bearers, 0)
    if bearers > MOST_BEARERS or borne_so_often < TELLING_NAMES:
        return bearers
    expected = (bearers + 1) * names.get(bearers + 1, 0) / borne_so_often
    return min(bearers, max(bearers - MOST_DISCOUNTED, expected))


def names_borne(debtors: Iterable[Debtor]) -> NamesBorne:
    """Bodies' names by how many bear them: what `names_borne` in `allocate_receipts.sql` counts of all customers."""
    names = Counter(as_shown(debtor.name)[:BACS_NAME_WIDTH].rstrip() for debtor in debtors if is_body(debtor))
    return Counter(names.values())


def is_body(debtor: Debtor) -> bool:
    """Whether a debtor is a firm or public body: nobody, nor a couple who share an account."""
    return not debtor.last and debtor.kind in BODIES
