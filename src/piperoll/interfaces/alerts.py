"""Files amiss: late, empty, twice, out of balance, out of sequence; worked out anew from what runs took in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from piperoll.bacs.queries import missing_reports
from piperoll.database.statements import beside
from piperoll.interfaces.expect_file import called
from piperoll.interfaces.models import Acknowledgement

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
    "empty": "Ask the sender for the whole file.",
    "duplicate": "Nothing was taken in twice: find out whether the sender meant to send another file.",
    "unbalanced": "Ask the sender for the file again; nothing was taken from this one.",
    "out_of_sequence": "Ask the bank for the statement between and take it in first.",
}
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
    """Alerts nobody has acknowledged, late ones first. A late file's alert ends when it comes; one of a later day is
    another alert."""
    on = now.astimezone(LONDON).date()
    late = [*_late(on, now), *_unanswered(on)]
    keys = Acknowledgement.objects.filter(key__in=[alert.key for alert in late])
    looked_into = set(keys.values_list("key", flat=True))
    return [alert for alert in late if alert.key not in looked_into] + list(map(_refused, sql.refused()))


def _late(on: date, now: datetime) -> Iterator[Alert]:
    for row in sql.late(on=on, now=now, since=on - LOOKED_BACK):
        more = f" Nothing came for {row.days} working days it was expected on." if row.days > 1 else ""
        yield Alert(
            f"late-{row.kind}-{row.subject}-{row.until:%Y%m%d}", "late", called(row.kind, row.subject),
            f"Was to come by {row.by_hour:%H:%M} on {row.since:%-d %B %Y}.{more}", TO_DO[row.kind], row.since,
        )  # fmt: skip


def _unanswered(on: date) -> Iterator[Alert]:
    for row in missing_reports(on):
        yield Alert(
            f"late-report-{row.id}-{row.missing.split()[0]}", "late", f"Bacs file {row.serial}: {row.missing}",
            f"Bacs was to process the file on {row.processing_on:%-d %B %Y} and has not told us.", TO_DO["report"],
            row.processing_on,
        )  # fmt: skip


def _refused(row: Any) -> Alert:
    times = f" Offered {row.times} times." if row.times > 1 else ""
    return Alert(
        f"{row.kind}-{row.id}", row.kind, row.name, f"{row.sentence}{times}", TO_DO[row.kind], row.since
    )  # fmt: skip
