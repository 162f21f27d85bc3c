"""Django forms in GOV.UK markup: a renderer, a bound field that knows its parts, and the error summary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from piperoll.web.components.fields import DateParts
from piperoll.web.components.html import element, together
from piperoll.web.components.keeping import Kept, keep

_KINDS: tuple[tuple[type[forms.Widget], str, str], ...] = (
    (DateParts, "date", ""),
    (forms.CheckboxSelectMultiple, "choices", "govuk-checkboxes__input"),
    (forms.RadioSelect, "choices", "govuk-radios__input"),
    (forms.CheckboxInput, "checkbox", "govuk-checkboxes__input"),
    (forms.Select, "input", "govuk-select"),
    (forms.Textarea, "input", "govuk-textarea"),
    (forms.PasswordInput, "password", "govuk-input govuk-password-input__input govuk-js-password-input-input"),
    (forms.FileInput, "file", "govuk-file-upload"),
    (forms.Widget, "input", "govuk-input"),
)
_QUESTIONS = ("How", "What", "Where", "Which", "Who", "Why")


class GovukField(BoundField):
    """A field on a form, with what its template asks: which kind it is, the ids of its hint and error, its classes.

    A field left empty says what to do ("Enter reference", "Say why it ends") unless it was given words of its own.
    """

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
            chosen = isinstance(field.widget, forms.FileInput | forms.Select | forms.RadioSelect)
            field.error_messages["required"] = left_empty(str(self.label), chosen=chosen)

    @property
    def kind(self) -> str:
        """Which of the form templates draws it."""
        return self._kind[0]

    @property
    def _kind(self) -> tuple[str, str]:
        return next((kind, name) for widget, kind, name in _KINDS if isinstance(self.field.widget, widget))

    @property
    def hint_id(self) -> str:
        return f"{self.auto_id}-hint" if self.help_text else ""

    @property
    def error_id(self) -> str:
        return f"{self.auto_id}-error" if self.errors else ""

    @property
    def described_by(self) -> str:
        """The ids of the hint and the error, as `aria-describedby` wants them."""
        return " ".join(filter(None, (self.hint_id, self.error_id)))

    @cached_property
    def kept(self) -> Kept | None:
        """The file chosen before, which lies ready while the form comes back."""
        return keep(self.data) if self.kind == "file" and self.form.is_bound else None

    @property
    def choices_name(self) -> str:
        """What GOV.UK calls these choices."""
        return "checkboxes" if isinstance(self.field.widget, forms.CheckboxSelectMultiple) else "radios"

    @property
    def options(self) -> Iterator[dict[str, Any]]:
        """Each choice of radios or checkboxes, with its id, hint and whether it is chosen."""
        hints = getattr(self.field.widget, "hints", {})
        for place, option in enumerate(self.subwidgets, start=1):
            own_id = self.auto_id if place == 1 else f"{self.auto_id}-{place}"
            yield {**option.data, "id": own_id, "hint": hints.get(str(option.data["value"]), "")}

    @property
    def first_id(self) -> str:
        """The id the error summary leads to."""
        return f"{self.auto_id}-day" if self.kind == "date" else str(self.auto_id)

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """GOV.UK's classes and described-by; never the browser's own bubbles of validation."""
        kind, name = self._kind
        if kind in ("choices", "date"):
            return {**attrs, "disabled": self.field.disabled, "wrong": kind == "date" and bool(self.errors)}
        wrong = f"{name.split()[0]}--error" if self.errors and kind != "checkbox" else ""
        given = self.field.widget.attrs.get("class", "")
        return {
            **attrs,
            "class": " ".join(filter(None, (name, wrong, given))),
            "disabled": self.field.disabled,
            "aria-describedby": self.described_by or False,
        }


def left_empty(label: str, *, chosen: bool = False) -> str:
    """What to do about a field left empty: a list is chosen from, a question is answered, a thing is entered."""
    first = label.partition(" ")[0]
    verb = "Choose" if chosen else "Say" if first in _QUESTIONS else "Say it" if first == "In" else "Enter"
    return f"{verb} {_lowered(label)}"


def _lowered(label: str) -> str:
    """A label inside a sentence: `Reference` is `reference`, `VAT number` stays."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


class GovukRenderer(TemplatesSetting):
    """Draws forms and fields with `components/form.html` and `components/field.html`."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
    bound_field_class = GovukField


def error_summary(form: forms.BaseForm) -> SafeString:
    """What is wrong with a form, each line leading to its field; nothing when all is well."""
    if not form.errors:
        return together([])
    lines = [(str(error), "") for error in form.non_field_errors()]
    for bound in form:
        lines += [(str(error), bound.first_id) for error in bound.errors]  # type: ignore[attr-defined]
    items = (element("li", element("a", text, href=f"#{to}") if to else text) for text, to in lines)
    listed = element("ul", *items, class_="govuk-list govuk-error-summary__list")
    return element(
        "div",
        element(
            "div",
            element("h2", "There is a problem", class_="govuk-error-summary__title"),
            element("div", listed, class_="govuk-error-summary__body"),
            role="alert",
        ),
        class_="govuk-error-summary",
        data_module="govuk-error-summary",
    )
