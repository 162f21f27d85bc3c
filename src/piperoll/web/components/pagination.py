"""Pages of a long list, cut by the server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString

from piperoll.web.components.html import Piece, element, hidden_words, together

_PATHS = {
    "prev": (
        "m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984"
        "l4.2931-4.293-1.414-1.414z"
    ),
    "next": (
        "m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 "
        "6.7441-6.4062-6.7246-6.7266z"
    ),
}


@dataclass(frozen=True)
class Pages(Piece):
    """Page `number` of a list, with `address(n)` the address of page n.

    `last` is the number of pages when it is cheap to know; without it only `more` says whether there is a next one.
    """

    number: int
    address: Callable[[int], str]
    last: int = 0
    more: bool = False

    def html(self) -> SafeString:
        has_next = self.number < self.last if self.last else self.more
        if self.number == 1 and not has_next:
            return together([])
        numbers = element("ul", *self._items(), class_="govuk-pagination__list") if self.last else None
        return element(
            "nav",
            self._step("prev", self.number - 1) if self.number > 1 else None,
            numbers,
            self._step("next", self.number + 1) if has_next else None,
            class_="govuk-pagination",
            aria_label="Pagination",
        )

    def _step(self, way: str, number: int) -> SafeString:
        icon = element(
            "svg",
            element("path", d=_PATHS[way]),
            class_=f"govuk-pagination__icon govuk-pagination__icon--{way}",
            xmlns="http://www.w3.org/2000/svg",
            height="13",
            width="15",
            aria_hidden="true",
            focusable="false",
            viewBox="0 0 15 13",
        )
        title = element(
            "span",
            "Previous" if way == "prev" else "Next",
            hidden_words(" page"),
            class_="govuk-pagination__link-title",
        )
        inside = (icon, title) if way == "prev" else (title, icon)
        link = element("a", *inside, class_="govuk-link govuk-pagination__link", href=self.address(number), rel=way)
        return element("div", link, class_=f"govuk-pagination__{way}")

    def _items(self) -> Iterator[SafeString]:
        before = 0
        for number in self.numbers():
            if number - before > 1:
                yield element("li", "⋯", class_="govuk-pagination__item govuk-pagination__item--ellipsis")
            yield self._item(number)
            before = number

    def numbers(self) -> list[int]:
        """The pages named: the first, the last, this one and its neighbours."""
        named = {1, self.last, *range(self.number - 2, self.number + 3)}
        return sorted(number for number in named if 1 <= number <= self.last)

    def _item(self, number: int) -> SafeString:
        here = number == self.number
        link = element(
            "a",
            number,
            class_="govuk-link govuk-pagination__link",
            href=self.address(number),
            aria_label=f"Page {number}",
            aria_current="page" if here else None,
        )
        return element(
            "li", link, class_="govuk-pagination__item" + (" govuk-pagination__item--current" if here else "")
        )
