"""What waits for a second person: made by somebody else, and not let go yet; or let go, and not sent."""

from __future__ import annotations

from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor

sql = beside(__file__)


def waiting(who: Actor) -> dict[str, int]:
    """How many wait for them, by the verb that lets each go; only verbs they may, and nothing they made themselves."""
    services = None if who.services is None else sorted(who.services)
    rows = sql.waiting(me=who.user_id, services=services)
    return {row.verb: row.many for row in rows if row.many and row.verb in who.may}
