"""Letters to payers: written as a notice, and put on their way at once, to the payer when that is somebody else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from piperoll.council.figures import figure
from piperoll.database.statements import beside
from piperoll.direct_debit.models import Mandate, Notice
from piperoll.dispatch.kinds import acts
from piperoll.dispatch.prepare_letters import stage
from piperoll.documents.template_queries import NoApprovedTemplate, words_for

sql = beside(__file__)
DOCUMENTS = {
    "confirmation": "dd_confirmed",
    "advance": "dd_notice",
    "changed": "dd_changed",
    "cancelled": "dd_cancelled",
    "unpaid": "dd_unpaid",
}
"""Kind of notice → kind of document."""


def write(mandate: Mandate, kind: str, *, why: str = "", run: int, on: date, at: datetime) -> Notice:
    """Write to the payer of one mandate; the letter goes with the next dispatch. Raises NoApprovedTemplate."""
    must_have_words(kind, on)
    many = Notice.objects.filter(mandate=mandate).count() + 1
    notice = Notice.objects.create(
        mandate=mandate, kind=kind, number=f"{mandate.reference}-{many}", notice_days=notice_days(on), dated=on,
        why=why[:200], run_id=run,
    )  # fmt: skip
    send(kind, run=run, on=on, at=at)
    return notice


def write_many(kind: str, told: Mapping[int, str], *, run: int, on: date, at: datetime) -> None:
    """Write to the payers of many mandates at once, each with their own sentence. Raises NoApprovedTemplate."""
    must_have_words(kind, on)
    mandates = sorted(told)
    sql.write(
        mandates=mandates, whys=[told[one][:200] for one in mandates], kind=kind, notice_days=notice_days(on), on=on,
        run=run,
    )  # fmt: skip
    send(kind, run=run, on=on, at=at)


def send(kind: str, *, run: int, on: date, at: datetime) -> Any:
    """Put a run's notices of a kind on their way: the totals of documents by channel, and how many were pulled."""
    name = DOCUMENTS[kind]
    return stage(
        name,
        lambda: sql.sources(run=run, kind=kind),
        lambda: sql.payers(act=acts()[name], on=on),
        run=run,
        on=on,
        at=at,
    )


def must_have_words(kind: str, on: date) -> None:
    """Raise NoApprovedTemplate unless there are words for a kind of notice."""
    words_for(DOCUMENTS[kind], language="en", audience="self", on=on)


def has_words(kind: str, on: date) -> bool:
    """Whether there are words for a kind of notice."""
    try:
        must_have_words(kind, on)
    except NoApprovedTemplate:
        return False
    return True


def notice_days(on: date) -> int:
    """How many working days' notice payers are given: the number in the Guarantee. Raises NoFigureHolds."""
    return int(figure("advance_notice_days", on))
