"""The log's calls in the evidence about an indemnity claim: that there was one, and what was said of Direct Debit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from piperoll.bacs import calls_on_record
from piperoll.bacs.calls_on_record import CallOnRecord
from piperoll.bacs.rules import BEARS_ON
from piperoll.cases.rules import OUTCOMES
from piperoll.database.statements import beside

sql = beside(__file__)
_WHO = {"call_in": "they called us", "call_out": "we called them"}


def register() -> None:
    """Make the log known to the room that answers claims."""
    calls_on_record.register(_logged)


def _logged(mandate: int, until: date) -> Iterable[CallOnRecord]:
    """Calls as they were logged, or as they were put right; words about anything but Direct Debit are left out."""
    for row in sql.bearing_on(mandate=mandate, until=until, bears_on=BEARS_ON):
        came_of = f" ({OUTCOMES[row.outcome].lower()})" if row.outcome else ""
        said = f". Logged by {row.by_name}: {row.words}" if row.is_about_it else ""
        yield CallOnRecord(row.happened_on, f"{_WHO[row.kind]}{came_of}{said}")
