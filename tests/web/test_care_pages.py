"""The forms of care, sent as a browser sends them: an ended care is credited, weeks far back are asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.test import Client
from django.utils import timezone

from billing.caring import assessed, billed, delivered, person, week
from crediting import take_in_sample_limits
from piperoll.foundations.actors import Actor

SignIn = Callable[[str], Client]


def test_what_was_too_much_of_an_ended_care_is_credited(manager: Actor, sign_in: SignIn, tmp_path: Path) -> None:
    take_in_sample_limits()
    today = timezone.localdate()
    mondays = [today - timedelta(days=today.weekday() + 7 * n) for n in range(4, 0, -1)]
    person(manager, on=today - timedelta(days=60))
    assessed(manager, on=today, valid_from=mondays[0])
    delivered(tmp_path, manager, *(week(manager, monday) for monday in mondays), on=today)
    billed(manager, weeks_to=mondays[3] + timedelta(days=6), on=today)
    assessed(manager, kind="ended", on=today, valid_from=mondays[3], reason="Moved")
    client, here = sign_in("officer"), f"/care/{person(manager)}/credit/"
    assert "What is wrong" in client.get(here).content.decode()
    page = client.post(here, {"why": "She moved away"}, follow=True).content.decode()
    assert "£87.50 was billed too much. Issued: ATC" in page
    again = client.post(here, {"why": "She moved away"}, follow=True).content.decode()
    assert "No week of care" in again


def test_weeks_far_back_are_asked_for_only_when_something_is_held_back(manager: Actor, sign_in: SignIn) -> None:
    take_in_sample_limits()
    assessed(manager)
    days = {"weeks_from_day": "27", "weeks_from_month": "4", "weeks_from_year": "2026"}
    days |= {"weeks_to_day": "18", "weeks_to_month": "10", "weeks_to_year": "2026"}
    told = {**days, "reason": "A plan of 12 months"}
    page = sign_in("officer").post(f"/care/{person(manager)}/backdate/", told).content.decode()
    assert "care between 27 April 2026 and 18 October 2026 is held back" in page
