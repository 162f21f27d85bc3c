"""Forms of cases."""

from __future__ import annotations

from typing import Any

from django import forms

from piperoll.cases.hand_over_case import HandoverTold
from piperoll.cases.queries import owners
from piperoll.cases.reassign_debts import BY_THE_RULES
from piperoll.cases.record_exchange import ExchangeTold
from piperoll.cases.rules import ACTIONS, EXCHANGES, OUTCOMES, SUGGESTED, TAKERS
from piperoll.cases.set_next_action import WhatIsNext
from piperoll.council.models import Service
from piperoll.customers.models import Customer
from piperoll.recovery.rules import TRACKS
from piperoll.web.components.fields import DatePartsField, HourField, PenceField
from piperoll.web.set_up.forms import DatedForm

EVERYBODY, NOBODY = "everybody", "nobody"
_CHOOSE = ("", "Choose")
UNTIL = {"": "Due now", "week": "Due within 7 days", "all": "All of it"}


def _narrow() -> forms.Select:
    """A list that gives way on a phone."""
    return forms.Select(attrs={"class": "govuk-!-width-full"})


class WhichForm(forms.Form):
    """Which part of the worklists is shown."""

    whose = forms.ChoiceField(label="Whose", required=False, widget=_narrow())
    until = forms.ChoiceField(label="When", required=False, choices=list(UNTIL.items()), widget=_narrow())
    service = forms.ChoiceField(required=False, widget=_narrow())
    action = forms.ChoiceField(
        label="What is next", required=False, choices=[("", "Anything"), *SUGGESTED.items()], widget=_narrow()
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        known = [("", "Mine and my teams’"), (EVERYBODY, "Everybody’s"), (NOBODY, "Nobody’s"), *owners()]
        services = Service.objects.order_by("name").values_list("code", "name")
        self.fields["whose"].choices = known  # type: ignore[attr-defined]
        self.fields["service"].choices = [("", "Any"), *services]  # type: ignore[attr-defined]


class NextForm(forms.Form):
    """What is next on an account; nothing chosen: it is done with."""

    action = forms.ChoiceField(
        label="What is next", required=False, choices=[("", "Nothing of ours: as the ladder says"), *ACTIONS.items()]
    )
    due_on = DatePartsField(label="By which day", required=False)
    due_time = HourField(
        label="At what hour (optional)", required=False, help_text="For a call back somebody was promised, like 15:00"
    )
    note = forms.CharField(
        label="Note (optional)", max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class ExchangeForm(forms.Form):
    """What was said or written, what came of it, and what is next: one form, in the order of a call."""

    kind = forms.ChoiceField(label="What it was", choices=list(EXCHANGES.items()), initial="note")
    outcome = forms.ChoiceField(
        label="What came of it", required=False, choices=[("", "Nothing to choose"), *OUTCOMES.items()],
        help_text="Of a call, a visit or an interview",
    )  # fmt: skip
    words = forms.CharField(
        label="In your words", max_length=1000,
        help_text="What was said. It is never changed, and they may ask to see it",
        widget=forms.Textarea(attrs={"rows": 3, "data-shortcut": "w", "data-shortcut-name": "Write it down"}),
    )  # fmt: skip
    amount_pence = PenceField(
        label="They promise to pay (optional)", required=False,
        help_text="With what came of it “They promise to pay”: the ladder waits for the day",
    )  # fmt: skip
    by_on = DatePartsField(label="By which day they promise", required=False)
    needs_answer = forms.BooleanField(label="It came from them and waits for an answer", required=False)
    answers = forms.BooleanField(label="It answers all that waits", required=False)
    takes_step = forms.BooleanField(label="It is the call or review the ladder asks for", required=False)
    made_anyway = forms.BooleanField(label="The call was made though it was not to be", required=False)
    corrects = forms.IntegerField(
        label="The number of an entry it corrects (optional)", required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
    )  # fmt: skip
    action = forms.ChoiceField(
        label="What is next", required=False, choices=[("", "As the ladder says"), *ACTIONS.items()]
    )
    due_on = DatePartsField(label="By which day", required=False)
    due_time = HourField(
        label="At what hour (optional)", required=False, help_text="For a call back somebody was promised, like 15:00"
    )

    def __init__(self, *given: Any, may: frozenset[str], **named: Any) -> None:
        super().__init__(*given, **named)
        if "set_next_action" not in may:
            for name in ("action", "due_on", "due_time"):
                del self.fields[name]
        if "record_recovery_step" not in may:
            del self.fields["takes_step"]
        if "record_promise" not in may:
            del self.fields["amount_pence"], self.fields["by_on"]

    def told(self) -> ExchangeTold:
        """What the verb is told."""
        said = dict(self.cleaned_data)
        following = WhatIsNext(said.pop("action", ""), said.pop("due_on", None), said.pop("due_time", None))
        promised = {"promised_pence": said.pop("amount_pence", None), "promised_by_on": said.pop("by_on", None)}
        return ExchangeTold(**said, **promised, next=following)


class CallForm(ExchangeForm):
    """What came of a call from the list: only what a call asks."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for name in ("kind", "needs_answer", "answers", "made_anyway", "corrects"):
            del self.fields[name]
        self.fields["outcome"].required = True
        self.fields["outcome"].help_text = ""
        self.fields["outcome"].choices = [_CHOOSE, *OUTCOMES.items()]  # type: ignore[attr-defined]

    def told(self) -> ExchangeTold:
        """What the verb is told."""
        self.cleaned_data["kind"] = "call_out"
        return super().told()


class GiveForm(forms.Form):
    """Who is to look after an account, and why."""

    owner = forms.ChoiceField(label="Who looks after it")
    reason = forms.CharField(label="Why", max_length=200)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        known = [_CHOOSE, *owners(), (BY_THE_RULES, "Whoever the rules say")]
        self.fields["owner"].choices = known  # type: ignore[attr-defined]


class HandoverForm(forms.Form):
    """Who takes a case on and why; of an agent how they are told, until when, and on which court order."""

    taker = forms.ChoiceField(label="What takes it on", choices=list(TAKERS.items()), widget=forms.RadioSelect)
    name = forms.CharField(label="Who", max_length=80, help_text="Like: Harbour Collections, or Legal services")
    reason = forms.CharField(label="Why", max_length=200)
    email = forms.CharField(
        label="An agent’s email address", max_length=120, required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    address = forms.CharField(
        label="Where letters reach an agent without one", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    postcode = forms.CharField(
        label="Their postcode", max_length=10, required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )  # fmt: skip
    court_order = forms.CharField(
        label="The warrant or writ an enforcement agent acts on", max_length=120, required=False,
        help_text="Like: Warrant of control 7YX00123",
    )  # fmt: skip
    until = DatePartsField(
        label="Until which day an agent has it", required=False, help_text="The longest we let them, when empty"
    )

    def told(self) -> HandoverTold:
        """What the verb is told."""
        return HandoverTold(**self.cleaned_data)


class RecallForm(forms.Form):
    """Why a case comes back."""

    reason = forms.CharField(label="Why", max_length=200)


class PackForm(forms.Form):
    """Whom a pack is for, and why."""

    to = forms.CharField(label="Who takes it on", max_length=80, help_text="Like: Legal services")
    reason = forms.CharField(label="Why", max_length=200)


class GiveAllForm(GiveForm):
    """Whose whole caseload goes to whom, and why."""

    of = forms.ChoiceField(label="Everything of")
    field_order = ("of", "owner", "reason")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["owner"].label = "Goes to"
        self.fields["of"].choices = [_CHOOSE, *owners()]  # type: ignore[attr-defined]


class CoverForm(forms.Form):
    """Who is away between which days, and who sees to their accounts."""

    away = forms.ChoiceField(label="Who is away")
    owner = forms.ChoiceField(label="Who sees to theirs")
    valid_from = DatePartsField(label="First day away")
    valid_to = DatePartsField(label="Last day away")
    reason = forms.CharField(label="Why", max_length=200, help_text="Like: annual leave")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        known = [_CHOOSE, *owners()]
        self.fields["owner"].choices = known  # type: ignore[attr-defined]
        self.fields["away"].choices = [one for one in known if not one[1].startswith("Team: ")]  # type: ignore[attr-defined]


class TeamForm(forms.Form):
    """A team and everybody in it."""

    code = forms.CharField(
        max_length=12, help_text="Like CARE; a code there is already changes that team",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )  # fmt: skip
    name = forms.CharField(max_length=60)
    members = forms.MultipleChoiceField(
        label="Who is in it", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Choose at least one"}
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        people = [one for one in owners() if not one[1].startswith("Team: ")]
        self.fields["members"].choices = people  # type: ignore[attr-defined]


class OwnerRuleForm(DatedForm):
    """Who looks after what."""

    owner = forms.ChoiceField(label="Who looks after it")
    service = forms.ChoiceField(required=False)
    track = forms.ChoiceField(required=False, choices=[("", "Every track"), *TRACKS.items()])
    customer_kind = forms.ChoiceField(
        label="Kind of customer", required=False, choices=[("", "Every kind"), *Customer.KINDS]
    )
    from_pence = PenceField(label="From which sum overdue", required=False, help_text="Empty for any sum")
    field_order = ("owner", "service", "track", "customer_kind", "from_pence")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        services = Service.objects.filter(is_active=True).values_list("code", "name")
        self.fields["owner"].choices = owners()  # type: ignore[attr-defined]
        self.fields["service"].choices = [("", "Every service"), *services]  # type: ignore[attr-defined]

    def clean_from_pence(self) -> int:
        """Nought when empty."""
        return self.cleaned_data["from_pence"] or 0
