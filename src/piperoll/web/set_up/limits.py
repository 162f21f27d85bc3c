"""Limits: who may do what up to which sum; and who holds what should be kept apart."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from piperoll.authority import acts
from piperoll.authority.end_limit import NoSuchLimit, end_limit
from piperoll.authority.limits import deciders_in_words, in_words, limit_in_words
from piperoll.authority.models import Limit
from piperoll.authority.rules import ROLES
from piperoll.authority.segregation import held_together
from piperoll.authority.set_limit import set_limit
from piperoll.council.models import Service
from piperoll.foundations.refusals import Refused
from piperoll.web.components.fields import DatePartsField, PenceField
from piperoll.web.components.links import Link
from piperoll.web.components.status import Tag
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.wording import day
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.set_up.forms import DatedForm
from piperoll.web.set_up.showing import Adding, part, trail

_ROLES = [(key, role.name) for key, role in ROLES.items()]
_DECIDERS = [(key, role.name) for key, role in ROLES.items() if "decide_request" in role.may]


class LimitForm(DatedForm):
    """A limit: how far it reaches and the roles it names."""

    act = forms.ChoiceField()
    service = forms.ChoiceField(required=False)
    up_to_pence = PenceField(label="Up to", required=False, help_text="Empty for any sum")
    up_to_days = forms.IntegerField(
        label="Up to so many days old", required=False, min_value=1, help_text="Empty for any age",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
    )  # fmt: skip
    alone = forms.MultipleChoiceField(
        label="May do it alone", required=False, choices=_ROLES, widget=forms.CheckboxSelectMultiple
    )
    approvers = forms.MultipleChoiceField(
        label="May approve it", choices=_DECIDERS, widget=forms.CheckboxSelectMultiple
    )
    then_approvers = forms.MultipleChoiceField(
        label="And then must approve it, too", required=False, choices=_DECIDERS, widget=forms.CheckboxSelectMultiple,
        help_text="Where it takes two: somebody else, after one of those above agreed",
    )  # fmt: skip
    told = forms.MultipleChoiceField(
        label="Are told", required=False, choices=_ROLES, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("act", "service", "up_to_pence", "up_to_days", "alone", "approvers", "then_approvers", "told")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        services = Service.objects.filter(is_active=True).values_list("code", "name")
        self.fields["service"].choices = [("", "Every service"), *services]  # type: ignore[attr-defined]
        self.fields["act"].choices = [(act.name, act.title) for act in acts.every()]  # type: ignore[attr-defined]


class EndForm(forms.Form):
    """When a limit ends."""

    last_day = DatePartsField(label="Last day it holds", help_text="Today or later, like 31 3 2027")


@page(permission="see_council", section="Set-up")
@require_http_methods(["GET", "POST"])
def limits(request: HttpRequest) -> HttpResponse:
    """Every limit and the days it holds."""
    adding = Adding(
        "set_limit", "Begin another limit", LimitForm, set_limit,
        lambda made: f"{acts.named(made.act).title}, {made.reach}: holds from {day(made.valid_from)}.",
    )  # fmt: skip
    about = (
        "Of the limits in force on the day, the narrowest that covers the sum and the age applies; a service’s own go "
        "before everybody’s. What the same customer had of the same act in the last year counts towards the sum."
    )
    may_end = "end_limit" in request.actor.may  # type: ignore[attr-defined]
    return part(request, title="Limits", about=about, table=lambda: _limits(may_end), adding=adding)


@page(permission="end_limit", section="Set-up")
@require_http_methods(["GET", "POST"])
def end(request: PageRequest, limit: int) -> HttpResponse:
    """Say the last day a limit holds."""
    shown = Limit.objects.filter(pk=limit).first()
    if shown is None:
        raise NoSuchLimit(limit=limit)
    form = EndForm(request.POST or None, use_required_attribute=False)
    if form.is_valid():
        try:
            ended = end_limit(limit=limit, **form.cleaned_data, **deed(request))
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return done(request, f"{_name(shown)} holds to {day(ended.last_day)}.", "limits")
    pieces = {"form": form, "what": _name(shown), "trail": trail(Link("Limits", reverse("limits")))}
    return render(request, "set_up/end_limit.html", pieces)


@page(permission="see_council", section="Set-up")
@require_GET
def segregation(request: PageRequest) -> HttpResponse:
    """Who holds two kinds of work that auditors want kept apart."""
    columns = [Column("Who"), Column("Role"), Column("May"), Column("And also")]
    rows = [
        [Noted(one.name, one.username), one.role, one.one, one.other] for one in held_together(on=timezone.localdate())
    ]
    empty = "Nobody holds what should be kept apart."
    table = Table("Held together", columns, rows, empty=empty, caption_hidden=True)
    about = (
        "Auditors ask that no one person hold both. Whoever does is still never allowed to decide what they asked for, "
        "nor to approve a credit of an invoice they raised."
    )
    pieces = {"title": "Segregation of duties", "about": about, "table": table, "trail": trail(), "may_add": False}
    return render(request, "set_up/part.html", pieces)


def _limits(may_end: bool) -> Table:
    today = timezone.localdate()
    columns = [Column("Act"), Column("Reach"), Column("Who"), Column("Holds"), Column("Authority"), Column("State")]
    columns += [Column("End", hidden=True)] if may_end else []
    return Table(
        "Limits", columns, [_row(one, today, may_end) for one in Limit.objects.select_related("service")],
        empty="There are no limits yet, so nobody may do what needs one.", caption_hidden=True,
    )  # fmt: skip


def _row(one: Limit, today: date, may_end: bool) -> Row:
    is_over = one.valid_to is not None and one.valid_to < today
    told = f"; {in_words(one.told)} told" if one.told else ""
    cells: list[object] = [
        Noted(acts.named(one.act).title, one.service.name if one.service else "Every service"),
        limit_in_words(one).capitalize(),
        Noted(f"Alone: {in_words(one.alone)}", f"Approves: {deciders_in_words(one)}{told}"),
        f"{day(one.valid_from)} to {day(one.valid_to)}" if one.valid_to else f"From {day(one.valid_from)}",
        Noted(one.authority, one.source) if one.source else one.authority,
        _state(one, today),
    ]
    if may_end:
        cells.append(None if is_over else Link("End", reverse("end_limit", args=[one.pk]), _name(one)))
    return Row(cells, quiet=is_over)


def _state(one: Limit, today: date) -> Tag:
    if one.valid_to is not None and one.valid_to < today:
        return Tag("Over", "grey")
    return Tag("To come", "yellow") if one.valid_from > today else Tag("In force", "green")


def _name(one: Limit) -> str:
    return f"{acts.named(one.act).title}, {limit_in_words(one)}"
