"""Safeguard rules: what each flag and hold means for each act, and a form that begins another."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from piperoll.safeguards.models import Rule
from piperoll.safeguards.rules import ACTS, ANSWERS, FLAGS, HOLDS
from piperoll.safeguards.set_safeguard_rule import STATES, set_safeguard_rule
from piperoll.web.components.fields import HintedRadios
from piperoll.web.components.status import Tag
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.wording import day
from piperoll.web.doors import PageRequest, page
from piperoll.web.set_up.dated import authority, holds, is_over
from piperoll.web.set_up.forms import DatedForm
from piperoll.web.set_up.showing import Adding, part

COLOURS = {"allow": "green", "bar": "red", "route": "blue"}
_ANSWER_HINTS = {
    "allow": "It is done, and the sentence says what to mind",
    "bar": "It is not done, and the sentence says why",
    "route": "It is done only through whoever acts for them, and barred when there is nobody",
}
_STATES = [("Flags", list(FLAGS.items())), ("Holds", list(HOLDS.items()))]


class WhichForm(forms.Form):
    """Whose rules to show."""

    state = forms.ChoiceField(label="Flag or hold", choices=_STATES)


class RuleForm(DatedForm):
    """What a flag or hold means for an act."""

    state = forms.ChoiceField(label="Flag or hold", choices=_STATES)
    act = forms.ChoiceField(label="Act", choices=list(ACTS.items()))
    answer = forms.ChoiceField(
        label="What it means", choices=list(ANSWERS.items()), widget=HintedRadios(hints=_ANSWER_HINTS)
    )
    sentence = forms.CharField(
        label="In a sentence", max_length=200,
        help_text="It follows the flag and a colon: “Vulnerable: this is done in the way they need”",
    )  # fmt: skip
    reaches_joint = forms.BooleanField(required=False, label="It protects a joint account of theirs too")
    field_order = ("state", "act", "answer", "sentence", "reaches_joint")


@page(permission="see_council", section="Set-up")
@require_http_methods(["GET", "POST"])
def safeguard_rules(request: PageRequest) -> HttpResponse:
    """The rules of one flag or hold at a time."""
    which = WhichForm(
        request.GET if request.GET.get("state") in STATES else {"state": "vulnerable"}, auto_id="which_%s"
    )
    state = str(which.data["state"])
    adding = Adding(
        "set_safeguard_rule", "Begin another rule", RuleForm, set_safeguard_rule,
        lambda made: f"{STATES[made.state]}, {ACTS[made.act].lower()}: {ANSWERS[made.answer].lower()} "
        f"from {day(made.valid_from)}.",
    )  # fmt: skip
    about = (
        "Every letter, text, call, bill and collection asks these rules first. What the law bars while it lasts stays "
        "barred, whatever is written here."
    )
    return part(
        request, title="Safeguard rules", about=about, table=lambda: _rules(state), adding=adding, choosing=which
    )


def _rules(state: str) -> Table:
    today = timezone.localdate()
    columns = [Column("Act"), Column("Means"), Column("In a sentence"), Column("Holds"), Column("Authority")]
    order = {act: place for place, act in enumerate(ACTS)}
    found = sorted(Rule.objects.filter(state=state), key=lambda one: (order[one.act], one.valid_from))
    empty = "No rule: it bars and changes nothing."
    return Table(STATES[state], columns, [_row(one, today) for one in found], empty=empty)


def _row(one: Rule, today: Any) -> Row:
    means = Noted(Tag(ANSWERS[one.answer], COLOURS[one.answer]), "Joint accounts too" if one.reaches_joint else "")
    return Row([ACTS[one.act], means, one.sentence, holds(one), authority(one)], quiet=is_over(one, today))
