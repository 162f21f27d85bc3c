"""A schedule of somebody whose record is restricted opens only to those with leave."""

from __future__ import annotations

from datetime import date

from django.test import Client

from billing.scheduling import schedule
from piperoll.authority.models import User
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.safeguards.raise_flag import FlagTold, raise_flag
from the_day import MORNING, ask


def test_it_is_closed_and_the_look_is_written_down(manager: Actor) -> None:
    number = schedule(manager)
    client = Client()
    client.force_login(User.objects.create(username="olive", name="Olive Officer", role="officer"))
    assert client.get(f"/schedules/{number}/").status_code == 200
    customer = Customer.objects.get()
    told = FlagTold("restricted", "Works for the council", date(2027, 11, 1))
    raise_flag(customer=customer.pk, told=told, on=date.today(), at=MORNING, by=manager)
    for page in ("", "end/", "change/"):
        assert client.get(f"/schedules/{number}/{page}").status_code == 403
    assert ask("SELECT count(*) AS many FROM safeguards_view")[0].many == 3
