"""Forms as GOV.UK draws them, and what the trade's fields take."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from django import forms
from hypothesis import given, settings
from hypothesis import strategies as st

from piperoll.foundations.money import plain_pounds
from piperoll.web.components.fields import DatePartsField, HintedRadios, HourField, PenceField
from piperoll.web.components.forms import error_summary
from web.components.published import same_markup

YES_NO = [("yes", "Yes"), ("no", "No")]


def form_of(data: dict[str, Any] | None = None, **fields: forms.Field) -> forms.Form:
    """A form with these fields, whose ids are their names as in GOV.UK's examples."""
    named = {name.replace("_", "-"): field for name, field in fields.items()}
    kind = type("ExampleForm", (forms.Form,), named)
    return kind(data, auto_id="%s")


def drawn(data: dict[str, Any] | None = None, **fields: forms.Field) -> str:
    return str(form_of(data, **fields))


def test_text() -> None:
    same_markup(drawn(test_name=forms.CharField(label="National Insurance number")), "input")
    wrong = forms.CharField(
        label="National insurance number",
        help_text="It’s on your National Insurance card, benefit letter, payslip or P60. For example, ‘QQ 12 34 56 C’.",
        error_messages={"required": "Enter a National Insurance number in the correct format"},
    )
    same_markup(drawn({}, with_error_hint=wrong), "input", "with error and hint")


def test_a_sum_stands_after_a_pound_sign() -> None:
    plain = PenceField(label="Amount, in pounds", widget=forms.TextInput)
    same_markup(
        drawn(input_with_prefix=plain), "input", "with prefix", swaps={'name="input-with-prefix"': 'name="amount"'}
    )


def test_several_lines() -> None:
    lines = forms.Textarea(attrs={"rows": 5, "cols": False})
    same_markup(drawn(more_detail=forms.CharField(label="Can you provide more detail?", widget=lines)), "textarea")
    why = forms.CharField(
        label="Why can’t you provide a National Insurance number?",
        widget=lines,
        error_messages={"required": "You must provide an explanation"},
    )
    same_markup(drawn({}, no_ni_reason=why), "textarea", "with error message")


def test_one_of_a_list() -> None:
    field = forms.ChoiceField(
        label="Label text goes here",
        help_text="Hint text goes here",
        choices=[(number, f"GOV.UK frontend option {number}") for number in (1, 2, 3)],
        error_messages={"required": "Error message goes here"},
    )
    same_markup(drawn({}, select_2=field), "select", "with hint text and error message")


def test_radios() -> None:
    asked = forms.ChoiceField(label="Have you changed your name?", choices=YES_NO, widget=forms.RadioSelect)
    same_markup(drawn(example_default=asked), "radios")
    wrong = forms.ChoiceField(
        label="Have you changed your name?",
        help_text="This includes changing your last name or spelling your name differently.",
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": "Please select an option"},
    )
    same_markup(drawn({}, example_error_message_hint=wrong), "radios", "with hint and error message")


def test_a_radio_may_say_what_it_means() -> None:
    field = forms.ChoiceField(label="Sure?", choices=YES_NO, widget=HintedRadios(hints={"no": "Nothing is posted"}))
    assert '<div id="sure-2-item-hint" class="govuk-hint govuk-radios__hint">Nothing is posted</div>' in drawn(
        sure=field
    )


def test_checkboxes() -> None:
    lands = [("british", "British"), ("irish", "Irish"), ("other", "Citizen of another country")]
    asked = forms.MultipleChoiceField(
        label="What is your nationality?", choices=lands, widget=forms.CheckboxSelectMultiple
    )
    same_markup(drawn(nationality=asked), "checkboxes")


def test_a_date_in_three_boxes() -> None:
    asked = DatePartsField(label="What is your date of birth?", help_text="For example, 31 3 1980")
    names = {f'name="dob_{part}"': f'name="{part}"' for part in ("day", "month", "year")}
    same_markup(drawn(dob=asked), "date-input", swaps=names)


def test_a_file_and_a_password() -> None:
    wrapper = {
        '<div class="govuk-file-upload-wrapper" data-module="govuk-file-upload">': "",
        "</div>\n    \n  </div>": "</div>",
    }
    field = forms.FileField(label="Upload a file", widget=forms.FileInput)
    same_markup(drawn(file_upload_1=field), "file-upload", swaps=wrapper)
    secret = forms.PasswordInput(
        attrs={"spellcheck": "false", "autocomplete": "current-password", "autocapitalize": "none"}
    )
    same_markup(drawn(password=forms.CharField(label="Password", widget=secret)), "password-input")


def test_what_is_wrong_leads_to_where_it_is_wrong() -> None:
    form = form_of(
        {},
        passport=forms.CharField(error_messages={"required": "The date your passport was issued must be in the past"}),
        postcode=forms.CharField(error_messages={"required": "Enter a postcode, like AA1 1AA"}),
    )
    places = {"#passport": "#example-error-1", "#postcode": "#example-error-2"}
    same_markup(error_summary(form), "error-summary", swaps=places)


def test_a_field_left_empty_says_what_to_do() -> None:
    fields = {
        "reference": forms.CharField(label="Reference"),
        "vat": forms.CharField(label="VAT number"),
        "way": forms.ChoiceField(label="How it was paid", choices=YES_NO, widget=forms.RadioSelect),
        "tell": forms.MultipleChoiceField(label="Who to tell", choices=YES_NO, widget=forms.CheckboxSelectMultiple),
        "paid": DatePartsField(label="Date paid"),
        "advice": forms.FileField(label="Remittance advice"),
        "why": forms.CharField(label="Why it is charged"),
        "words": forms.CharField(label="In your words"),
        "total": forms.CharField(label="Total of the slip"),
    }
    said = [error for errors in form_of({}, **fields).errors.values() for error in errors]
    assert said == [
        "Enter reference",
        "Enter VAT number",
        "Choose how it was paid",
        "Choose who to tell",
        "Enter date paid",
        "Choose remittance advice",
        "Say why it is charged",
        "Say it in your words",
        "Enter total of the slip",
    ]


def test_a_wrong_date_leads_to_its_first_box() -> None:
    assert 'href="#paid-day"' in error_summary(form_of({}, paid=DatePartsField(label="Date paid")))


def test_a_form_without_mistakes_has_no_summary() -> None:
    assert error_summary(form_of({"name": "Ada"}, name=forms.CharField())) == ""


@given(pence=st.integers(min_value=1, max_value=10**12))
@settings(max_examples=50)
def test_a_sum_typed_is_the_pence_meant(pence: int) -> None:
    field = PenceField(label="Amount")
    assert field.clean(plain_pounds(pence)) == pence
    assert field.prepare_value(pence) == plain_pounds(pence)


@pytest.mark.parametrize("typed", ["12.345", "twelve", "1,2,3", "£", "-5", "0", "9" * 40])
def test_a_sum_that_cannot_be_is_refused(typed: str) -> None:
    with pytest.raises(forms.ValidationError, match="Amount must be"):
        PenceField(label="Amount").clean(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["22", "11", "2026"], date(2026, 11, 22)),
        (["1", "feb", "26"], date(2026, 2, 1)),
        (["09", "September", "2026"], date(2026, 9, 9)),
        (["29", "2", "2028"], date(2028, 2, 29)),
    ],
)
def test_a_date_as_people_type_it(typed: list[str], meant: date) -> None:
    assert DatePartsField(label="Date paid").clean(typed) == meant


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["22", "", "2026"], "Date paid must include a month"),
        (["", "", "2026"], "Date paid must include a day and a month"),
        (["29", "2", "2027"], "Date paid must be a real date"),
        (["1", "0", "2027"], "Date paid must be a real date"),
        (["1", "Smarch", "2027"], "Date paid must be a real date"),
        (["1", "1", "99999999999999999999"], "Date paid must be a real date"),
    ],
)
def test_a_date_that_cannot_be_is_refused(typed: list[str], said: str) -> None:
    with pytest.raises(forms.ValidationError, match=said):
        DatePartsField(label="Date paid").clean(typed)


def test_a_date_may_be_left_out_when_it_may() -> None:
    assert DatePartsField(label="Date paid", required=False).clean(["", " ", ""]) is None
    with pytest.raises(forms.ValidationError):
        DatePartsField(label="Date paid").clean(["", "", ""])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("15:00", time(15)), ("9.30", time(9, 30)), ("3pm", time(15)), ("3:30 PM", time(15, 30)), (" 12 am ", time(0)),
        ("", None),
    ],
)  # fmt: skip
def test_an_hour_as_people_write_it(typed: str, meant: time | None) -> None:
    assert HourField(required=False).clean(typed) == meant


@pytest.mark.parametrize("typed", ["noon", "25:00", "13pm", "3", "３pm x"])
def test_what_is_no_hour(typed: str) -> None:
    with pytest.raises(forms.ValidationError, match="like 15:00 or 3pm"):
        HourField().clean(typed)
