"""Two whom Anytown has written to for weeks: a resident who has a letter of claim and thirty days to answer it, and a
firm that did not answer its last letter either."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta

from piperoll.anytown.arranging import people_who_owe
from piperoll.anytown.letters import catching
from piperoll.anytown.outcome import Outcome
from piperoll.anytown.recovery import AUTHORITY, POLICY
from piperoll.customers.models import Customer
from piperoll.dispatch.dispatch_letters import dispatch_letters
from piperoll.dispatch.models import Document
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.receivables.models import ItemBalance
from piperoll.recovery import ladder
from piperoll.recovery.import_recovery_stages import import_recovery_stages
from piperoll.recovery.issue_reminders import issue_reminders
from piperoll.recovery.models import Stage
from piperoll.recovery.propose_reminders import propose_reminders
from piperoll.recovery.record_recovery_step import record_recovery_step
from piperoll.recovery.set_track_rule import set_track_rule

STEPS = 1
_LETTERS, _CALL = (76, 62, 48, 20), 34
"""So many days before the day letters went, and the resident was called: each step waits a fortnight for an answer."""
_ENOUGH, _LONG_DUE = 100_00, timedelta(days=84)


def steps(payers: set[int], *, on: date, at: datetime, team: dict[str, Actor]) -> Iterator[Outcome]:
    """The stages of the policy, then what went out; `payers` are those whom the day's money is from. Done before, it
    changes nothing."""
    before, run = Stage.objects.exists(), None
    if not before:
        began = on - timedelta(_LETTERS[0])
        import_recovery_stages(file=POLICY, on=began, at=_ten(began, at), by=team["manager"])
        resident, firm = _resident(payers, on), _firm(payers, on)
        for customer, track in ((resident, "resident"), (firm, "commercial")):
            if customer:
                set_track_rule(
                    track=track, customer=customer.reference, valid_from=began, authority=AUTHORITY, on=began,
                    at=_ten(began, at), by=team["manager"],
                )  # fmt: skip
        for ago in sorted((*_LETTERS, _CALL), reverse=True):
            day = on - timedelta(ago)
            with suppress(Refused):
                run = _call(resident, day, at, team) if ago == _CALL else _remind(day, at, team)
    letters = Document.objects.filter(kind="reminder", dated__lt=on).count()
    yield Outcome("day", "Remind two for weeks", run, letters, letters, "letters", 0, 0, before)


def _remind(day: date, at: datetime, team: dict[str, Actor]) -> int | None:
    """Proposed, issued by another, and sent."""
    moment = _ten(day, at)
    proposed = propose_reminders(on=day, at=moment, by=team["officer"]).reminder_run
    if proposed is None:
        return None
    run = issue_reminders(reminder_run=proposed, on=day, at=moment, by=team["senior"]).run
    with catching():
        dispatch_letters(on=day, at=moment, by=team["officer"])
    return run


def _call(customer: Customer | None, day: date, at: datetime, team: dict[str, Actor]) -> int | None:
    if customer is None:
        return None
    return record_recovery_step(
        customer=customer.reference, note="Nobody answered; left word to call us", on=day, at=_ten(day, at),
        by=team["collections"],
    ).run  # fmt: skip


def _resident(payers: set[int], on: date) -> Customer | None:
    """Somebody who has owed for long and of whom nothing else is told."""
    known = [one for one in people_who_owe(on - _LONG_DUE) if one.pk not in payers]
    return next((one for one in reversed(known) if _is_chased(one, on)), None)


def _firm(payers: set[int], on: date) -> Customer | None:
    owing = ItemBalance.objects.filter(
        open_pence__gte=_ENOUGH, item__due_on__lt=on - _LONG_DUE, item__customer__kind="company"
    )
    found = owing.exclude(customer_id__in=payers).select_related("item__customer").order_by("-open_pence", "item_id")
    return next((one.item.customer for one in found[:20] if _is_chased(one.item.customer, on)), None)


def _is_chased(customer: Customer, on: date) -> bool:
    """Whether enough of what they owe is nobody's to settle first, and no money in suspense may be theirs."""
    row = ladder.standing(on, customer.pk).row
    return (
        row is not None and row.chased_pence >= _ENOUGH and not row.suspense_pence and row.why in ("no_track", "send")
    )


def _ten(day: date, at: datetime) -> datetime:
    """Ten in the morning of a day."""
    return datetime.combine(day, time(10), at.tzinfo)
