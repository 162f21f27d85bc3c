"""The recovery policy: the stages of each track, and which track what is owed falls on; forms that begin others."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from piperoll.council.models import Service
from piperoll.customers.models import Customer
from piperoll.recovery.models import Stage, TrackRule
from piperoll.recovery.rules import CHANNELS, STAGES, TRACKS
from piperoll.recovery.set_recovery_stage import StageSet, set_recovery_stage
from piperoll.recovery.set_track_rule import in_words, set_track_rule
from piperoll.web.components.fields import PenceField
from piperoll.web.components.status import Tag
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.wording import count, day, money
from piperoll.web.doors import PageRequest, page
from piperoll.web.set_up.dated import authority, holds, is_over
from piperoll.web.set_up.forms import DatedForm
from piperoll.web.set_up.showing import Adding, part

_DAYS = {"class": "govuk-input--width-4", "inputmode": "numeric", "autocomplete": "off"}


class WhichForm(forms.Form):
    """Whose stages to show."""

    track = forms.ChoiceField(label="Track", choices=list(TRACKS.items()))


class StageForm(DatedForm):
    """A rung of a track."""

    track = forms.ChoiceField(choices=list(TRACKS.items()))
    stage = forms.ChoiceField(choices=list(STAGES.items()))
    days = forms.IntegerField(
        label="From so many days overdue", help_text="After the due date of the oldest instalment still chased",
        widget=forms.TextInput(attrs=_DAYS),
    )  # fmt: skip
    wait_days = forms.IntegerField(
        label="And so many days after the step before", widget=forms.TextInput(attrs=_DAYS), initial=14
    )
    channel = forms.ChoiceField(
        label="How", required=False, choices=[("", "As the stage usually is"), *CHANNELS.items()]
    )
    minimum_pence = PenceField(label="From which sum", required=False, help_text="Empty for any sum")
    next_step = forms.CharField(
        label="What follows (optional)", max_length=200, required=False, help_text="For whoever looks at the list"
    )
    is_used = forms.BooleanField(
        label="The stage is used", required=False, initial=True, help_text="Without this the track goes on without it"
    )
    field_order = ("track", "stage", "days", "wait_days", "channel", "minimum_pence", "next_step", "is_used")

    def clean_minimum_pence(self) -> int:
        """Nought when empty."""
        return self.cleaned_data["minimum_pence"] or 0


class TrackForm(DatedForm):
    """Which track what is owed falls on."""

    track = forms.ChoiceField(choices=list(TRACKS.items()))
    service = forms.ChoiceField(required=False)
    customer_kind = forms.ChoiceField(
        label="Kind of customer", required=False, choices=[("", "Every kind"), *Customer.KINDS]
    )
    customer = forms.CharField(
        label="One customer (optional)", max_length=24, required=False, help_text="A reference, like C000000198",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )  # fmt: skip
    field_order = ("track", "service", "customer_kind", "customer")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        services = Service.objects.filter(is_active=True).values_list("code", "name")
        self.fields["service"].choices = [("", "Every service"), *services]  # type: ignore[attr-defined]


@page(permission="see_council", section="Set-up")
@require_http_methods(["GET", "POST"])
def stages(request: PageRequest) -> HttpResponse:
    """The stages of one track at a time."""
    which = WhichForm(
        request.GET if request.GET.get("track") in TRACKS else {"track": "resident"}, auto_id="which_%s"
    )  # fmt: skip
    track = str(which.data["track"])
    adding = Adding("set_recovery_stage", "Begin a stage, or change one", StageForm, set_recovery_stage, _set)
    about = (
        "An account’s next step is the first stage above the last one that was sent or done for the oldest instalment "
        "still chased. None is skipped, and every letter still asks the safeguards."
    )
    return part(
        request, title="Stages of recovery", about=about, table=lambda: _stages(track), adding=adding, choosing=which
    )


@page(permission="see_council", section="Set-up")
@require_http_methods(["GET", "POST"])
def tracks(request: PageRequest) -> HttpResponse:
    """Which track what is owed falls on."""
    adding = Adding(
        "set_track_rule", "Begin another rule", TrackForm, set_track_rule,
        lambda made: f"{made.what}: {TRACKS[made.track].lower()} from {day(made.valid_from)}.",
    )  # fmt: skip
    about = (
        "The narrowest rule holds: a customer’s own, a service’s for a kind of customer, a service’s, a kind’s, else "
        "the plain one. Who owes on several tracks is led by the gentlest."
    )
    return part(request, title="Tracks of recovery", about=about, table=_tracks, adding=adding)


def _set(made: StageSet) -> str:
    what = f"{STAGES[made.stage]}, {TRACKS[made.track].lower()}"
    follows = f"from {count(made.days, 'day')} overdue" if made.is_used else "not used"
    return f"{what}: {follows}, from {day(made.valid_from)}."


def _stages(track: str) -> Table:
    today, order = timezone.localdate(), list(STAGES)
    columns = [
        Column("Stage"),
        Column("From"),
        Column("Sum"),
        Column("What follows"),
        Column("Holds"),
        Column("Authority"),
    ]
    found = sorted(
        Stage.objects.filter(track=track), key=lambda one: (one.days, order.index(one.stage), one.valid_from)
    )
    empty = "This track has no stages: whoever is on it is looked at, and nothing is sent."
    return Table(TRACKS[track], columns, [_stage(one, today) for one in found], empty=empty)


def _stage(one: Stage, today: date) -> Row:
    waits = f"and {count(one.wait_days, 'day')} after the step before" if one.wait_days else ""
    starts = Noted(f"{count(one.days, 'day')} overdue", waits) if one.is_used else Tag("Not used", "grey")
    sum_ = money(one.minimum_pence) if one.minimum_pence else "Any"
    return Row(
        [Noted(STAGES[one.stage], CHANNELS[one.channel]), starts, sum_, one.next_step, holds(one), authority(one)],
        quiet=is_over(one, today),
    )


def _tracks() -> Table:
    today = timezone.localdate()
    columns = [Column("What is owed"), Column("Track"), Column("Holds"), Column("Authority")]
    found = TrackRule.objects.select_related("service", "customer").order_by(
        "customer", "service", "customer_kind", "id"
    )
    rows = [
        Row([in_words(one), TRACKS[one.track], holds(one), authority(one)], quiet=is_over(one, today)) for one in found
    ]
    empty = "No rule yet: nothing is on any track, and nobody is reminded."
    return Table("Tracks", columns, rows, empty=empty, caption_hidden=True)
