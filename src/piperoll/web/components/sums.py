"""Sums of money typed into the rows of a table, with their total worked out as they are typed."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from piperoll.foundations.money import pounds
from piperoll.web.components.html import Piece, element, hidden_words


@dataclass(frozen=True)
class SumBox(Piece):
    """One box for a sum in pounds, counted in the total. `label` is for people who listen; the row says the rest."""

    name: str
    label: str
    value: str = ""
    error: str = ""
    asks = True

    def html(self) -> SafeString:
        wrong = " govuk-input--error" if self.error else ""
        box = element(
            "input",
            class_=f"govuk-input govuk-input--width-5 app-sum{wrong}",
            type="text",
            inputmode="decimal",
            autocomplete="off",
            id=f"id_{self.name}",
            name=self.name,
            value=self.value or None,
            aria_label=self.label,
            aria_invalid="true" if self.error else None,
            aria_describedby=f"id_{self.name}-error" if self.error else None,
            data_counts=True,
        )
        pound = element("span", "£", class_="govuk-input__prefix", aria_hidden="true")
        fault = (
            element(
                "span", hidden_words("Error: "), self.error, id=f"id_{self.name}-error", class_="govuk-error-message"
            )
            if self.error
            else None
        )
        return element(
            "span", fault, element("span", pound, box, class_="govuk-input__wrapper"), class_="app-sum__cell"
        )


@dataclass(frozen=True)
class WordsBox(Piece):
    """One box for words beside a sum. `label` is for people who listen; `width` is in letters, as a field's is.

    With `each_pence` it asks how many of something worth that much, and counts in the total.
    """

    name: str
    label: str
    value: str = ""
    error: str = ""
    width: int = 10
    each_pence: int = 0
    asks = True

    def html(self) -> SafeString:
        box = element(
            "input",
            class_=f"govuk-input govuk-input--width-{self.width} app-words-box"
            + (" govuk-input--error" if self.error else ""),
            type="text",
            autocomplete="off",
            id=f"id_{self.name}",
            name=self.name,
            value=self.value or None,
            inputmode="numeric" if self.each_pence else None,
            aria_label=self.label,
            aria_invalid="true" if self.error else None,
            aria_describedby=f"id_{self.name}-error" if self.error else None,
            data_counts=True if self.each_pence else None,
            data_each_pence=self.each_pence or None,
        )
        fault = hidden_words("Error: ")
        wrong = element("span", fault, self.error, id=f"id_{self.name}-error", class_="govuk-error-message")
        return element("span", wrong if self.error else None, box, class_="app-sum__cell")


@dataclass(frozen=True)
class SumsTotal(Piece):
    """What the boxes of a form come to against what there is: the server's figures, kept up to date as one types.

    `there_is` and `left_name` say what the first and the last figure are.
    """

    available_pence: int
    entered_pence: int
    there_is: str = "There is"
    left_name: str = "Left in suspense"

    def html(self) -> SafeString:
        left = self.available_pence - self.entered_pence
        over = left < 0
        figures = (
            (self.there_is, pounds(self.available_pence), None),
            ("Entered", pounds(self.entered_pence), "entered"),
            ("Too much by" if over else self.left_name, pounds(abs(left)), "left"),
        )
        items = (
            element(
                "div",
                element("dt", name, class_="app-total__name", data_total_name=key),
                element("dd", value, class_="app-total__value", data_total=key),
                class_="app-total__figure",
            )
            for name, value, key in figures
        )
        return element(
            "dl",
            *items,
            class_="app-total" + (" app-total--over" if over else ""),
            aria_live="polite",
            data_available_pence=self.available_pence,
            data_left_name=self.left_name,
        )
