"""Bank accounts day by day: each to nought against its statements, what has not come and whose it is."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from piperoll.authority.models import User
from piperoll.authority.rules import ROLES
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.reconciliation import bank_days
from piperoll.reconciliation.follow_up_outstanding import LONGEST, follow_up_outstanding
from piperoll.web.as_at import DayField
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Heading, Tag
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.timeline import Event, Timeline
from piperoll.web.components.wording import count, day
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, done, page

_REPORTS = Link("Reports", "/reports/")


class OnForm(forms.Form):
    """Which day."""

    on = DayField(label="At the end of", widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}))


class FollowUpForm(forms.Form):
    """Whose it is and what is known."""

    to = forms.ChoiceField(label="Who follows it up", required=False)
    words = forms.CharField(
        label="What you found, or what is to be done", max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        roles = [key for key, role in ROLES.items() if "follow_up_outstanding" in role.may]
        who = User.objects.filter(is_active=True, role__in=roles).order_by("name").values_list("username", "name")
        self.fields["to"].choices = [("", "Nobody"), *who]  # type: ignore[attr-defined]


def _day_asked(request: PageRequest) -> tuple[OnForm, date]:
    """The day asked about, and the form as it shows it; today, when what was typed is no day."""
    today = timezone.localdate()
    form = OnForm({"on": request.GET.get("on") or day(today)})
    if not form.is_valid() or not form.cleaned_data["on"]:
        return form, today
    return OnForm({"on": day(form.cleaned_data["on"])}), form.cleaned_data["on"]


@page(permission="see_reports", section="Reports")
@require_GET
def banks(request: PageRequest) -> HttpResponse:
    """Every bank account at the end of a day, and the money on its way to or from them."""
    form, on = _day_asked(request)
    found = bank_days.positions(on)
    off = sum(abs(row.ledger_pence - row.bank_pence) for row in found)
    pieces = {
        "trail": breadcrumbs(_REPORTS),
        "heading": Heading(
            "Bank accounts", f"At the end of {day(on)}", Figure(pounds(off), "difference"), (_agrees(off),)
        ),
        "form": form,
        "table": _accounts(found, on),
        "on_its_way": _on_its_way(bank_days.on_its_way(on)),
    }  # fmt: skip
    return render(request, "reconciliation/banks.html", pieces)


@page(permission="see_reports", section="Reports")
@require_GET
def bank(request: PageRequest, code: str) -> HttpResponse:
    """One bank account: both balances, what was expected there and has not come."""
    form, on = _day_asked(request)
    (row,) = bank_days.positions(on, code=code) or (None,)
    if row is None:
        raise Http404
    off = row.ledger_pence - row.bank_pence
    pieces = {
        "trail": breadcrumbs(_REPORTS, Link("Bank accounts", f"{reverse('bank_days')}?on={on}")),
        "heading": Heading(
            f"{row.name} ({row.code})", f"At the end of {day(on)}", Figure(pounds(off), "difference"), (_agrees(off),)
        ),
        "form": form,
        "facts": Summary([
            Fact("The bank’s balance", Noted(pounds(row.bank_pence), _since(row))),
            Fact("The ledger’s balance", pounds(row.ledger_pence)),
            Fact("Not explained yet", Noted(pounds(row.unexplained_pence), count(row.unexplained, "line"))),
        ]),
        "table": _outstanding(bank_days.outstanding(on, code=code), "follow_up_outstanding" in request.actor.may),
    }  # fmt: skip
    return render(request, "reconciliation/bank.html", pieces)


@page(permission="follow_up_outstanding", section="Reports")
@require_http_methods(["GET", "POST"])
def follow_up(request: PageRequest, item: int) -> HttpResponse:
    """An outstanding item: what was expected, who has it, what they found; and the form to say more."""
    row = bank_days.outstanding_item(item, timezone.localdate())
    if row is None:
        raise Http404
    form = FollowUpForm(request.POST if request.method == "POST" else None, initial={"to": request.actor.username})
    if form.is_valid():
        told = form.cleaned_data
        try:
            follow_up_outstanding(item=item, to=told["to"], words=told["words"], **deed(request))
            return done(request, "It is kept with the item.", reverse("follow_up_outstanding", args=[item]))
        except Refused as refusal:
            form.add_error("words", refusal.sentence)
    pieces = {
        "trail": breadcrumbs(_REPORTS, Link("Bank accounts", reverse("bank_days"))),
        "heading": Heading(
            row.what, f"Expected on {day(row.expected_on)}", Figure(pounds(row.amount_pence), "expected")
        ),
        "late": row.days_late,
        "form": form,
        "story": Timeline([_event(one) for one in bank_days.story(item)], empty="Nobody has looked into it yet."),
    }
    return render(request, "reconciliation/follow_up.html", pieces)


def _agrees(off: int) -> Tag:
    return Tag("Differs", "red") if off else Tag("Agrees", "green")


def _since(row: Any) -> str:
    return f"by its statement to {day(row.closed_on)}" if row.closed_on else "no statement had closed by then"


def _accounts(found: list[Any], on: date) -> Table:
    columns = [
        Column("Bank account"), Column("The bank", "money"), Column("The ledger", "money"),
        Column("Difference", "money"), Column("Has not come", "money"), Column("Not explained yet", "money"),
    ]  # fmt: skip
    rows = [
        [
            Noted(Link(f"{row.name} ({row.code})", f"{reverse('bank_day', args=[row.code])}?on={on}"), _since(row)),
            row.bank_pence, row.ledger_pence, row.ledger_pence - row.bank_pence,
            _and_how_many(row.outstanding_pence, row.outstanding, "item", f", {row.late:,} late" if row.late else ""),
            _and_how_many(row.unexplained_pence, row.unexplained, "line"),
        ]
        for row in found
    ]  # fmt: skip
    return Table("Each account against its statements", columns, rows, empty="There are no bank accounts yet.")


def _and_how_many(pence: int, many: int, what: str, more: str = "") -> Noted | str:
    return Noted(pounds(pence), f"{count(many, what)}{more}") if many else "None"


def _on_its_way(rows: list[Any]) -> Table:
    columns = [
        Column("Held by"), Column("In the ledger", "money"), Column("A bank should have shown", "money"),
        Column("With us, or due later", "money"),
    ]  # fmt: skip
    shown = [
        [Noted(row.name, row.code), row.ledger_pence, row.outstanding_pence, row.ledger_pence - row.outstanding_pence]
        for row in rows
    ]
    return Table("Money on its way", columns, shown, empty="Nothing is on its way.")


def _outstanding(rows: list[Any], may: bool) -> Table:
    columns = [
        Column("What"), Column("Expected", "day"), Column("Amount", "money"), Column("Whose"),
        Column("What to do", hidden=True),
    ]  # fmt: skip
    shown = [
        [
            Noted(row.what, _lateness(row.days_late)), row.expected_on, row.amount_pence,
            Noted(row.owner or "Nobody’s", row.words or ""),
            Link("Follow up", reverse("follow_up_outstanding", args=[row.id]), about=row.what) if may else "",
        ]
        for row in rows
    ]  # fmt: skip
    return Table("Expected, and not come", columns, shown, empty="Everything that was expected has come.")


def _lateness(days: int) -> str:
    return f"late by {count(days, 'day')}" if days > 0 else "in time still"


def _event(row: Any) -> Event:
    return Event(f"Given to {row.owner or 'nobody'}", row.started_at, row.by_name, row.words)
