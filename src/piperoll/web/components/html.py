"""Elements of a page, escaped as they are made."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from functools import lru_cache
from html import escape

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

_VOID = frozenset({"input", "br", "hr", "img", "meta", "link"})


@lru_cache(maxsize=256)
def _attribute(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def element(name: str, /, *content: object, **attributes: object) -> SafeString:
    """An HTML element: `element("a", "Pay", href="/pay", class_="govuk-link")`.

    Content and attributes are escaped unless already safe. `class_` writes `class`, `aria_label` writes `aria-label`;
    True writes the bare attribute; None and False leave it out, as does content of None.
    """
    written = "".join(
        f" {_attribute(key)}" if value is True else f' {_attribute(key)}="{_escaped(value)}"'
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if name in _VOID:
        return SafeString(f"<{name}{written}>")
    return SafeString(f"<{name}{written}>{together(content)}</{name}>")


def _escaped(content: object) -> str:
    """Django's conditional_escape, a few times faster for what pages are mostly made of."""
    kind = type(content)
    if kind is SafeString:
        return content  # type: ignore[return-value]
    if kind is str:
        return escape(content)  # type: ignore[arg-type]
    return conditional_escape(content)  # type: ignore[arg-type]  # it takes anything that str() takes


def together(content: Iterable[object], between: str = "") -> SafeString:
    """Contents one after another, each escaped unless safe; None is left out."""
    return SafeString(between.join([_escaped(one) for one in content if one is not None]))


def hidden_words(text: str) -> SafeString:
    """Words for people who listen to the page and do not see it."""
    return element("span", text, class_="govuk-visually-hidden")


class Piece(ABC):
    """Something that renders itself: a template writes `{{ piece }}`, another piece takes it as content.

    One that `asks` is filled in, so the heading of its column stands beside it wherever it is shown.
    """

    asks = False

    @abstractmethod
    def html(self) -> SafeString:
        """The markup."""

    def __html__(self) -> SafeString:
        return self.html()

    def __str__(self) -> SafeString:
        return self.html()
