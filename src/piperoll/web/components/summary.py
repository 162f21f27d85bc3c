"""Facts about one thing, each with its name and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from piperoll.web.components.html import Piece, element, hidden_words
from piperoll.web.components.links import Link


@dataclass(frozen=True)
class Fact:
    """A name, its value (text or a piece; an empty one reads "Not known") and the links that act on it."""

    key: str
    value: object
    actions: Sequence[Link] = ()

    def row(self, *, among_actions: bool) -> SafeString:
        """The fact as a row; `among_actions` says that some row of the list has links."""
        lonely = among_actions and not self.actions
        value = element("span", "Not known", class_="app-quiet") if self.value in (None, "") else self.value
        return element(
            "div",
            element("dt", self.key, class_="govuk-summary-list__key"),
            element("dd", value, class_="govuk-summary-list__value"),
            self._actions() if self.actions else None,
            class_="govuk-summary-list__row" + (" govuk-summary-list__row--no-actions" if lonely else ""),
        )

    def _actions(self) -> SafeString:
        links = [_acting(link, self.key.lower()) for link in self.actions]
        inside = links[0] if len(links) == 1 else _listed(links, "govuk-summary-list__actions-list")
        return element("dd", inside, class_="govuk-summary-list__actions")


@dataclass(frozen=True)
class Summary(Piece):
    """A list of facts; with a title, a card with links of its own."""

    facts: Sequence[Fact]
    title: str = ""
    actions: Sequence[Link] = ()

    def html(self) -> SafeString:
        acting = any(fact.actions for fact in self.facts)
        rows = (fact.row(among_actions=acting) for fact in self.facts)
        listed = element("dl", *rows, class_="govuk-summary-list")
        return card(listed, self.title, *self.actions) if self.title else listed


def card(content: object, title: str, *actions: Link) -> SafeString:
    """A titled frame round a list or a table."""
    links = [_acting(link, title.lower()) for link in actions]
    heading = element("h2", title, class_="govuk-summary-card__title")
    return element(
        "div",
        element(
            "div",
            heading,
            _listed(links, "govuk-summary-card__actions", "govuk-summary-card__action") if links else None,
            class_="govuk-summary-card__title-wrapper",
        ),
        element("div", content, class_="govuk-summary-card__content"),
        class_="govuk-summary-card",
    )


def _acting(link: Link, subject: str) -> SafeString:
    about = hidden_words(f" {link.about or subject}")
    return element("a", link.text, about, class_="govuk-link", href=link.href)


def _listed(links: Iterable[object], name: str, item: str = "govuk-summary-list__actions-list-item") -> SafeString:
    return element("ul", *(element("li", link, class_=item) for link in links), class_=name)
