"""Files amiss: late, empty, twice, out of balance, out of sequence; worked out anew from what runs took in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from piperoll.bacs.rules import IMPLIED, TO_DO_ABOUT, implied
from piperoll.database.statements import beside
from piperoll.interfaces.expect_file import called

sql = beside(__file__)
LOOKED_BACK = timedelta(days=31)
LONDON = ZoneInfo("Europe/London")
KINDS = {
    "late": "Late",
    "empty": "Empty",
    "duplicate": "Twice",
    "unbalanced": "Out of balance",
    "out_of_sequence": "Out of sequence",
}
TO_DO = {
    "statement": "Ask the bank for the statement and take it in.",
    "feeder": "Ask the service for its file, or whether there is nothing to bill.",
    "payments": "Ask whoever takes the payments for their file.",
    "reports": "Look for the reports at your Bacs bureau or bank and apply them.",
    "report": "Ask your bank what became of the file and for its report.",
    "withdrawal": "Ask your Bacs bureau or bank whether the file was withdrawn, at once: if it was not, payers are "
    "debited. If it was never sent, say so here.",
    "empty": "Ask the sender for the whole file.",
    "duplicate": "Nothing was taken in twice: find out whether the sender meant to send another file.",
    "unbalanced": "Ask the sender for the file again; nothing was taken from this one.",
    "out_of_sequence": "Ask the bank for the statement between and take it in first.",
} | TO_DO_ABOUT
"""What to do about each, by the sort of alert; about a late file by what is late."""


@dataclass(frozen=True)
class Alert:
    """A file amiss: `key` names it, `since` is the day it was due or offered, `told` says what is wrong."""

    key: str
    kind: str
    name: str
    told: str
    to_do: str
    since: date


def standing(now: datetime) -> list[Alert]:
    """Alerts nobody has acknowledged, late ones first, in one question. A late file's alert ends when it comes; one of
    a later day is another alert."""
    on = now.astimezone(LONDON).date()
    return [_alert(row) for row in sql.standing(on=on, now=now, since=on - LOOKED_BACK)]


def _alert(row: Any) -> Alert:
    if row.what == "report":
        told = f"Bacs was to process the file on {row.since:%-d %B %Y} and has not told us."
        if row.name.endswith("Withdrawal report"):
            told = "All that was in the file was withdrawn here, and Bacs has not told us that the file was."
    elif row.what in IMPLIED:
        told = implied(row.what, row.sentence, row.since)
    elif row.sort == "late":
        more = f" Nothing came for {row.times} working days it was expected on." if row.times > 1 else ""
        told = f"Was to come by {row.by_hour:%H:%M} on {row.since:%-d %B %Y}.{more}"
    else:
        told = f"{row.sentence}{f' Offered {row.times} times.' if row.times > 1 else ''}"
    name = called(row.what, row.name) if row.by_hour else row.name
    to_do = TO_DO["withdrawal" if row.name.endswith("Withdrawal report") else row.what]
    return Alert(row.key, row.sort, name, told, to_do, row.since)
