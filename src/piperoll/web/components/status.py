"""How things stand: tags, banners, figures, reasons, warnings, panels, details."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from piperoll.web.components.html import Piece, element, hidden_words


@dataclass(frozen=True)
class Tag(Piece):
    """A state in a word or two. Blue, or grey, green, teal, purple, magenta, red, orange, yellow."""

    text: str
    colour: str = ""

    def html(self) -> SafeString:
        return element("strong", self.text, class_="govuk-tag" + (f" govuk-tag--{self.colour}" if self.colour else ""))


@dataclass(frozen=True)
class Figure(Piece):
    """A figure that matters and what it is: `Figure("£1,234.56", "owed")`. `href` leads to what it is made of."""

    value: str
    label: str
    href: str = ""

    def html(self) -> SafeString:
        value = element("span", self.value, class_="app-figure__value")
        label = element("span", self.label, class_="app-figure__label")
        return element("p", value, label, class_="app-figure")

    def item(self) -> SafeString:
        """The figure as one of a row of figures."""
        value = element("span", self.value, class_="app-figure__value")
        label = element("span", self.label, class_="app-figure__label")
        inside = (
            element("a", value, label, class_="app-figures__link", href=self.href)
            if self.href
            else element("div", value, label)
        )
        return element("li", inside, class_="app-figures__item")


@dataclass(frozen=True)
class Figures(Piece):
    """A row of figures, each leading to what it is made of."""

    figures: tuple[Figure, ...]

    def html(self) -> SafeString:
        return element("ul", *(figure.item() for figure in self.figures), class_="app-figures")


@dataclass(frozen=True)
class Heading(Piece):
    """The top of a page: what it is about, the one figure that matters, and the states it is in."""

    text: str
    caption: str = ""
    figure: Figure | None = None
    tags: tuple[Tag, ...] = ()

    def html(self) -> SafeString:
        words = element(
            "div",
            element("span", self.caption, class_="govuk-caption-l") if self.caption else None,
            element("h1", self.text, class_="govuk-heading-l"),
            element("ul", *(element("li", tag) for tag in self.tags), class_="app-heading__tags")
            if self.tags
            else None,
            class_="app-heading__words",
        )
        return element("div", words, self.figure, class_="app-heading")


@dataclass(frozen=True)
class Because(Piece):
    """Why Piperoll did or suggests something: reasons for, and reasons against."""

    reasons: Iterable[str]
    against: Iterable[str] = ()
    word: str = "Because"

    def html(self) -> SafeString:
        chips = [element("li", reason, class_="app-because__reason") for reason in self.reasons]
        chips += [
            element("li", hidden_words("Against: "), reason, class_="app-because__reason app-because__reason--against")
            for reason in self.against
        ]
        word = element("span", self.word, class_="app-because__word")
        return element("div", word, element("ul", *chips, class_="app-because__list"), class_="app-because")


def banner(text: object, kind: str = "", keeps_focus: bool = False) -> SafeString:
    """News at the top of a page. Kind `success` says that what was asked is done, and takes the focus unless the page
    has a better place for it (`keeps_focus`); it is read out either way."""
    success = kind == "success"
    title = element(
        "h2",
        "Success" if success else "Important",
        class_="govuk-notification-banner__title",
        id="govuk-notification-banner-title",
    )
    return element(
        "div",
        element("div", title, class_="govuk-notification-banner__header"),
        element(
            "div",
            element("p", text, class_="govuk-notification-banner__heading"),
            class_="govuk-notification-banner__content",
        ),
        class_="govuk-notification-banner" + (" govuk-notification-banner--success" if success else ""),
        role="alert" if success else "region",
        aria_labelledby="govuk-notification-banner-title",
        data_module="govuk-notification-banner",
        data_disable_auto_focus="true" if keeps_focus else None,
    )


def warning(text: object) -> SafeString:
    """Something that must not be missed before acting."""
    icon = element("span", "!", class_="govuk-warning-text__icon", aria_hidden="true")
    words = element("strong", hidden_words("Warning"), " ", text, class_="govuk-warning-text__text")
    return element("div", icon, words, class_="govuk-warning-text")


def panel(content: object, title: str) -> SafeString:
    """A large green panel: the act is done, here is its reference."""
    heading = element("h1", title, class_="govuk-panel__title")
    body = element("div", content, class_="govuk-panel__body")
    return element("div", heading, body, class_="govuk-panel govuk-panel--confirmation")


def details(content: object, summary: str, is_open: bool = False) -> SafeString:
    """More, for those who want it."""
    words = element("span", summary, class_="govuk-details__summary-text")
    return element(
        "details",
        element("summary", words, class_="govuk-details__summary"),
        element("div", content, class_="govuk-details__text"),
        class_="govuk-details",
        open=is_open,
    )


def inset(content: object) -> SafeString:
    """A passage set apart from the rest."""
    return element("div", content, class_="govuk-inset-text")
