"""Anytown has a payer whose Direct Debit goes through GoCardless: a stand-in on this machine; nobody is debited."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from piperoll.anytown.outcome import Outcome
from piperoll.customers.models import Customer
from piperoll.direct_debit.models import Mandate
from piperoll.direct_debit.set_up_mandate import MandateTold, set_up_mandate
from piperoll.foundations.actors import Actor
from piperoll.gocardless.ask_gocardless import ask_gocardless
from piperoll.gocardless.send_to_gocardless import send_to_gocardless
from piperoll.gocardless.stub import TOKEN, Books, Stub
from piperoll.receivables.models import Item
from piperoll.runs.models import Run
from piperoll.safeguards.answers import barred

STEPS = 2
_GIVEN = timedelta(days=12)
"""So long before the day it was given."""
_LONDON = ZoneInfo("Europe/London")


def steps(*, on: date, at: datetime, team: dict[str, Actor]) -> Iterator[Outcome]:
    """Set one up, send it, and hear that the payer's bank has it. Done before, they change nothing."""
    given_on = on - _GIVEN
    moment = datetime.combine(given_on, time(11), _LONDON)
    with _stand_in(moment) as stub:
        yield _set_up(given_on, moment, team["officer"])
        yield _send(stub, given_on, moment, team["officer"])


def _set_up(on: date, at: datetime, by: Actor) -> Outcome:
    already, run = Mandate.objects.filter(provider="gocardless").exists(), None
    if not already:
        payer = _payer(on)
        told = MandateTold(
            channel="page", sort_code="004823", account="73000420", account_name=payer.name, is_account_holder=True,
            signs_alone=True, asked="Name, address and last bill, all right", provider="gocardless",
        )  # fmt: skip
        run = set_up_mandate(customer=payer.pk, told=told, on=on, at=at, by=by).run
    return Outcome("day", "Set up through GoCardless", run, 1, 1, "mandates", 0, 0, already)


def _payer(on: date) -> Customer:
    """The last person who owes something still to fall due, has no mandate, and may have one."""
    owing = Item.objects.filter(kind="instalment", due_on__gte=on).values("customer")
    whole = Customer.objects.filter(kind="person", pk__in=owing, flags=None, mandates=None, merged_as=None)
    return whole.filter(kept_for=None).exclude(pk__in=barred("set_up_mandate", on).keys()).order_by("-pk")[0]


def _send(stub: Stub, on: date, at: datetime, by: Actor) -> Outcome:
    """The mandate is made there, the payer's bank takes it in, and we hear of it."""
    before = Run.objects.filter(verb="ask_gocardless", state="done", effective_on=on).order_by("id").first()
    already = before is not None
    if before is None:
        send_to_gocardless(on=on, at=at, by=by)
        stub.books.bank_day(on)
        before = Run.objects.get(pk=ask_gocardless(on=on, at=at, by=by).run)
    told = before.totals
    return Outcome(
        "day", "Hear from GoCardless", before.pk, told["events"], told["applied"], "applied", told["exceptions"], 0,
        already,
    )  # fmt: skip


@contextmanager
def _stand_in(now: datetime) -> Iterator[Stub]:
    """The stand-in, serving for as long as it takes, whatever GoCardless is named."""
    named = settings.GOCARDLESS_URL, settings.GOCARDLESS_TOKEN
    with Stub(books=Books(now=now.astimezone(UTC))) as stub:
        threading.Thread(target=stub.serve_forever, daemon=True).start()
        settings.GOCARDLESS_URL, settings.GOCARDLESS_TOKEN = stub.url, TOKEN
        try:
            yield stub
        finally:
            settings.GOCARDLESS_URL, settings.GOCARDLESS_TOKEN = named
            stub.shutdown()
