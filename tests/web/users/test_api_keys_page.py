"""Keys for other systems, on a user's page: made and shown once, listed by their beginning, ended."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from piperoll.authority.models import ApiKey
from web.reading import posted
from web.users.test_user_pages import pat

__all__ = ["pat"]


def test_a_key_is_shown_once_and_can_be_ended(pat: Client) -> None:
    last = timezone.localdate() + timedelta(days=30)
    page = posted(
        pat,
        "/users/ines/keys/",
        name="Waste bookings",
        valid_to_day=last.day,
        valid_to_month=last.month,
        valid_to_year=last.year,
    )
    key = ApiKey.objects.get()
    assert f'app-secret">{key.shown}' in page
    page = pat.get("/users/ines/").content.decode()
    assert "Waste bookings" in page
    assert f"{key.shown}…" in page
    assert "app-secret" not in page
    assert "can no longer act for Ines Okafor" in pat.get(f"/users/ines/keys/{key.pk}/end/").content.decode()
    page = posted(pat, f"/users/ines/keys/{key.pk}/end/")
    assert "The key of Waste bookings has ended." in page
    assert ApiKey.objects.get().ended_on == timezone.localdate()


def test_what_is_wrong_is_said_by_the_field(pat: Client) -> None:
    assert "Enter" in posted(
        pat, "/users/ines/keys/", name="", valid_to_day="1", valid_to_month="1", valid_to_year="2020"
    )
    page = posted(pat, "/users/ines/keys/", name="x", valid_to_day="1", valid_to_month="1", valid_to_year="2020")
    assert "A key ends between today and a year from now" in page
    assert not ApiKey.objects.exists()
