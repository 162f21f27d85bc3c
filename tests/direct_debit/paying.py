"""Invented payers, and short words for what is done with their Direct Debits."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from piperoll.direct_debit.models import Lodgement, LodgementEnd, Mandate, Standing
from piperoll.direct_debit.moving import move
from piperoll.direct_debit.notify_collections import Notified, notify_collections
from piperoll.direct_debit.set_up_mandate import MandateSetUp, MandateTold, set_up_mandate
from piperoll.dispatch.dispatch_letters import dispatch_letters
from piperoll.foundations.actors import Actor
from piperoll.runs import running
from the_day import MONDAY, MORNING

WEIGHTS = b"202959 202959 MOD11 0 0 0 0 0 0 0 7 6 5 4 3 2 1\n107999 107999 MOD11 0 0 0 0 0 0 8 7 6 5 4 3 2 1\n"
GOOD, ALSO_GOOD, BAD, UNLISTED = (
    ("202959", "63748472"), ("107999", "88837491"), ("202959", "63748473"), ("118765", "64371389"),
)  # fmt: skip
THE_BANK = Actor(0, "the.bank", "The bank", "Bank", frozenset({"lodge_mandates"}))
LATER = MORNING + timedelta(hours=1)


def by_phone(account: tuple[str, str] = GOOD, **more: Any) -> MandateTold:
    """What the account holder said on the telephone."""
    sort_code, number = account
    facts = {
        "channel": "phone", "account_name": "Ms A Lovegrove", "is_account_holder": True, "signs_alone": True,
        "asked": "Name, address and last bill, all right",
    } | more  # fmt: skip
    return MandateTold(sort_code=sort_code, account=number, **facts)


def on_paper(account: tuple[str, str] = GOOD, **more: Any) -> MandateTold:
    """A signed form."""
    sort_code, number = account
    facts = {"channel": "paper", "account_name": "Ms A Lovegrove"} | more
    return MandateTold(sort_code=sort_code, account=number, **facts)


def a_mandate(by: Actor, customer: int, told: MandateTold | None = None, on: date = MONDAY) -> MandateSetUp:
    """A mandate just set up."""
    return set_up_mandate(customer=customer, told=told or by_phone(), on=on, at=MORNING, by=by)


def lodged(mandate: int, on: date = MONDAY) -> None:
    """Its instruction has gone to the bank, which said nothing against it, and its first day may come."""
    with running.act("lodge_mandates", on=on, at=MORNING, by=THE_BANK) as run:
        for lodgement in Lodgement.objects.filter(mandate_id=mandate, end=None):
            LodgementEnd.objects.create(
                lodgement=lodgement, what="filed", reference="000001", effective_on=on, run_id=run.id
            )
        if Standing.objects.get(pk=mandate).state == "set_up":
            move([mandate], "lodge", "set_up", run=run.id, on=on, at=MORNING, may_collect_from=on)
        move([mandate], "accept", "lodging", run=run.id, on=on, at=MORNING)


def an_active_one(by: Actor, customer: int, told: MandateTold | None = None) -> Mandate:
    """A mandate that may be collected from."""
    made = a_mandate(by, customer, told)
    lodged(made.mandate)
    return Mandate.objects.get(pk=made.mandate)


def notify(by: Actor, on: date = MONDAY, at: datetime = MORNING) -> Notified:
    """Write the notices of a day."""
    return notify_collections(on=on, at=at, by=by)


def dispatch(by: Actor, on: date = MONDAY, at: datetime = LATER) -> None:
    """Send what waits."""
    dispatch_letters(on=on, at=at, by=by, workers=1)


def codes(mandate: int) -> list[tuple[str, str]]:
    """The instructions asked for, in order, and what became of each."""
    asked = Lodgement.objects.filter(mandate_id=mandate).select_related("end").order_by("id")
    return [(one.code, one.end.what if hasattr(one, "end") else "waiting") for one in asked]
