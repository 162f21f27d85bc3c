"""Somebody protected who joins an account protects it: whoever outside has a case of it hears in the deed that brings
them together (`customers/brought_together.py`)."""

from __future__ import annotations

from piperoll.customers import brought_together
from piperoll.customers.brought_together import Together
from piperoll.database.statements import beside
from piperoll.safeguards.heard_outside import News, tell
from piperoll.safeguards.rules import FLAGS, HOLDS, MORATORIA

sql = beside(__file__)
SAID = {kind: HOLDS[kind] for kind in MORATORIA} | FLAGS | HOLDS
"""What may stand of somebody, the gravest first: what ends an agent's work goes before what pauses it."""


def register() -> None:
    """Have what stands of a newcomer told of the account."""
    brought_together.register(heard)


def heard(together: Together, run: int) -> None:
    """Tell of the account what stands of the newcomer, and of whoever is read or liable together with them."""
    found = sql.standing(customer=together.newcomer, since=together.since, until=together.until)
    standing = {row.state for row in found}
    for state, said in SAID.items():
        if state in standing:
            tell(News(together.account, state, said), run=run)
