"""Words for tests of letters: customers with their own ways to be reached, bills prepared and sent on a Monday."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from piperoll.customers.add_contact import add_contact
from piperoll.customers.choose_delivery import choose_delivery, delivery_of
from piperoll.customers.models import Contact, Customer, DeliveryChoice
from piperoll.dispatch.dispatch_letters import Dispatched, dispatch_letters
from piperoll.dispatch.models import Document
from piperoll.dispatch.prepare_letters import Prepared, prepare_letters
from piperoll.foundations.actors import Actor
from piperoll.runs.models import Run
from the_day import MONDAY, MORNING, bill, charge

LATER = MORNING + timedelta(hours=1)


def now(by: Actor, at: datetime = MORNING, on: date = MONDAY) -> dict[str, Any]:
    """What every verb is handed."""
    return {"on": on, "at": at, "by": by}


def bill_three(folder: Path, by: Actor) -> int:
    """Ada by post, Ben by email, Cai by email in Welsh: £10, £20, £30; the billing run."""
    rows = [
        charge(f"{name}-1", pounds, name=f"{name} Lovegrove", address_1=f"{n} Vinegar Lane")
        for n, (name, pounds) in enumerate((("Ada", "10.00"), ("Ben", "20.00"), ("Cai", "30.00")), 1)
    ]
    raised = bill(folder, by, *rows)
    by_email("Ben")
    by_email("Cai", language="cy")
    return raised.run


def person(first_name: str) -> Customer:
    """One of the three."""
    return Customer.objects.get(name=f"{first_name} Lovegrove")


def by_email(first_name: str, language: str = "en", format: str = "standard", email: str = "") -> None:
    """They want their letters by email."""
    customer, run = person(first_name), Run.objects.order_by("-id")[0]
    Contact.objects.create(
        customer=customer, kind="email", value=email or f"{first_name.lower()}@example.com", valid_from=MONDAY
    )
    DeliveryChoice.objects.create(
        customer=customer, channel="email", language=language, format=format, valid_from=MONDAY, run=run
    )


def prepare(by: Actor, **more: Any) -> Prepared:
    """Prepare Monday's invoices."""
    return prepare_letters(**{"kind": "invoice", "dated": MONDAY, **now(by), **more})


def send(by: Actor, **more: Any) -> Dispatched:
    """Send what waits, an hour later."""
    return dispatch_letters(**{**now(by, LATER), "workers": 1, **more})


def to(first_name: str) -> Document:
    """The newest document addressed to somebody."""
    return Document.objects.select_related("outbox").filter(recipient__startswith=first_name).order_by("-id")[0]


def states() -> dict[str, str]:
    """Recipient → state, of every document."""
    return {d.recipient.split()[0]: d.outbox.state for d in Document.objects.select_related("outbox").order_by("id")}


def caught() -> list[Path]:
    """The emails the catcher holds."""
    return sorted((Path(settings.POST_ROOM) / "caught").glob("*.eml"))


def wants_texts(by: Actor, first_name: str, mobile: str = "07700 900123", on: date = MONDAY) -> None:
    """They have a mobile and asked for texts."""
    told = {"customer": person(first_name).pk, **now(by, on=on)}
    add_contact(kind="phone", value=mobile, **told)
    choose_delivery(**delivery_of(person(first_name), on), texts=True, **told)


def texts() -> list[Path]:
    """The texts the catcher holds."""
    return sorted((Path(settings.POST_ROOM) / "caught").glob("*.txt"))
