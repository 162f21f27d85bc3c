"""Where a page leads: links, buttons, breadcrumbs, tabs that are links, search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.text import slugify

from piperoll.web.components.html import Piece, element, hidden_words, together

_START_ARROW = element(
    "svg",
    element("path", fill="currentColor", d="M0 0h13l20 20-20 20H0l20-20z"),
    class_="govuk-button__start-icon",
    xmlns="http://www.w3.org/2000/svg",
    width="17.5",
    height="19",
    viewBox="0 0 33 40",
    aria_hidden="true",
    focusable="false",
)


@dataclass(frozen=True)
class Link(Piece):
    """A link. `about` is added for people who listen: "Change" alone says little, "Change address" says enough."""

    text: str
    href: str
    about: str = ""
    quiet: bool = False
    shortcut: str = ""

    def html(self) -> SafeString:
        classes = "govuk-link govuk-link--no-visited-state" + (" govuk-link--no-underline" if self.quiet else "")
        about = hidden_words(f" {self.about}") if self.about else None
        return element("a", self.text, about, href=self.href, class_=classes, data_shortcut=self.shortcut or None)


def button(text: object, href: str = "", kind: str = "", **attributes: object) -> SafeString:
    """A button that sends its form, or with `href` a link that looks like one. Kinds: secondary, warning, start."""
    classes = "govuk-button" + (f" govuk-button--{kind}" if kind else "")
    content = together([text, _START_ARROW if kind == "start" else None])
    if href:
        attributes = {"href": href, "role": "button", "draggable": "false", **attributes}
        return element("a", content, class_=classes, data_module="govuk-button", **attributes)
    return element("button", content, type="submit", class_=classes, data_module="govuk-button", **attributes)


def back_link(href: str, text: str = "Back") -> SafeString:
    """The way back to the page this one came from."""
    return element("a", text, href=href, class_="govuk-back-link")


def breadcrumbs(*trail: Link) -> SafeString:
    """Where this page stands: the pages above it, outermost first."""
    items = (
        element(
            "li",
            element("a", step.text, class_="govuk-breadcrumbs__link", href=step.href),
            class_="govuk-breadcrumbs__list-item",
        )
        for step in trail
    )
    return element(
        "nav",
        element("ol", *items, class_="govuk-breadcrumbs__list"),
        class_="govuk-breadcrumbs",
        aria_label="Breadcrumb",
    )


@dataclass(frozen=True)
class Tabs(Piece):
    """Views of one thing side by side, each with an address of its own, so that they work without JavaScript."""

    label: str
    links: Sequence[Link]
    current: str

    def html(self) -> SafeString:
        items = (element("li", self._link(link), class_="moj-sub-navigation__item") for link in self.links)
        listed = element("ul", *items, class_="moj-sub-navigation__list")
        return element("nav", listed, class_="moj-sub-navigation", aria_label=self.label)

    def _link(self, link: Link) -> SafeString:
        here = "page" if link.text == self.current else None
        return element("a", link.text, class_="moj-sub-navigation__link", href=link.href, aria_current=here)


def search_box(
    action: str,
    label: str,
    value: str = "",
    name: str = "q",
    refreshes: str = "",
    hint: str = "",
    shortcut: str = "",
    keep: Mapping[str, object] | None = None,
) -> SafeString:
    """One box and one button. With `refreshes`, the id of a region, the results follow the typing.

    `keep` goes along with the search: a filter chosen before.
    """
    box = f"search-{slugify(label)}"
    field = element(
        "input",
        class_="app-search__input",
        type="search",
        id=box,
        name=name,
        value=value,
        placeholder=hint or None,
        autocomplete="off",
        spellcheck="false",
        data_shortcut=shortcut or None,
        data_shortcut_name=label if shortcut else None,
    )
    kept = (element("input", type="hidden", name=key, value=one) for key, one in (keep or {}).items() if one)
    return element(
        "form",
        *kept,
        element("label", label, class_="govuk-visually-hidden", for_=box),
        field,
        element("button", "Search", class_="app-search__button", type="submit"),
        class_="app-search",
        action=action,
        method="get",
        role="search",
        aria_label=label,
        data_as_you_type=refreshes or None,
    )
