"""Keys by which other systems act for somebody: which there are, a new one shown once, one ended."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from piperoll.authority.end_api_key import end_api_key
from piperoll.authority.make_api_key import make_api_key
from piperoll.authority.models import ApiKey, User
from piperoll.foundations.refusals import Refused
from piperoll.web.components.fields import DatePartsField
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Tag
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import day
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import page

A_YEAR = timedelta(days=365)


class KeyForm(forms.Form):
    """Which system, and until when."""

    name = forms.CharField(max_length=80, label="System", help_text="For example: Waste bookings")
    valid_to = DatePartsField(label="Last day", help_text="At most a year from now")


@page(permission="make_api_key", section="Set-up")
@require_http_methods(["GET", "POST"])
def make(request: HttpRequest, username: str) -> HttpResponse:
    """Make a key; it is shown once, here."""
    shown = get_object_or_404(User, username=username)
    form = KeyForm(request.POST or None, initial={"valid_to": timezone.localdate() + A_YEAR})
    trail = breadcrumbs(Link("Users", reverse("users")), Link(shown.name, reverse("user", args=[username])))
    if request.method == "POST" and form.is_valid():
        try:
            made = make_api_key(username=username, **form.cleaned_data, **deed(request))
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return render(request, "users/key.html", {"made": made, "shown": shown, "trail": trail})
    return render(request, "users/make_key.html", {"form": form, "shown": shown, "trail": trail})


@page(permission="end_api_key", section="Set-up")
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, username: str, key: int) -> HttpResponse:
    """Ask, then end a key."""
    shown = get_object_or_404(User, username=username)
    found = get_object_or_404(ApiKey, pk=key, user=shown)
    if request.method == "POST":
        said_or_refused(
            request, lambda: end_api_key(key=key, **deed(request)), lambda ended: f"The key of {ended.name} has ended."
        )
        return redirect("user", username)
    trail = breadcrumbs(Link("Users", reverse("users")), Link(shown.name, reverse("user", args=[username])))
    return render(request, "users/end_key.html", {"key": found, "shown": shown, "trail": trail})


def table_of(shown: User) -> Table:
    """The keys that act, or acted, for somebody."""
    today = timezone.localdate()
    columns = [Column("System"), Column("Begins"), Column("Last day", "day"), Column("Last used"), Column("State")]
    rows = [_row(key, shown, today) for key in shown.api_keys.all()]
    return Table("Keys", columns, rows, caption_hidden=True, empty="No other system acts for them.")


def _row(key: Any, shown: User, today: date) -> list[object]:
    used = day(key.last_used_on) if key.last_used_on else "Never"
    state: object = Tag("In use", "green") if shown.is_active else Tag("Opens nothing", "grey")
    if key.ended_on or key.valid_to < today:
        return [key.name, f"{key.shown}…", key.valid_to, used, Tag("Ended", "grey")]
    ending = Link("End", reverse("end_api_key", args=[shown.username, key.pk]), f"the key of {key.name}")
    return [Noted(key.name, f"Key {key.pk}"), f"{key.shown}…", key.valid_to, used, Noted(state, ending)]
