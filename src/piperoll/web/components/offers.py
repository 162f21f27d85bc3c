"""Ways to use a receipt, one of them chosen, and what that one would leave: the arrow keys choose, Enter takes it.

They are radio buttons of one form, so keys and listening work as they do everywhere, with no JavaScript.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from piperoll.foundations.money import pounds
from piperoll.web.components.html import Piece, element, hidden_words
from piperoll.web.components.status import Because


@dataclass(frozen=True)
class Offer:
    """One way: whose it would be, what it would pay in a line each, how sure it is and why."""

    number: int
    title: str
    where: str
    score: int
    reasons: Sequence[str]
    pays: Sequence[object]
    allocated_pence: int
    kept_pence: int
    is_open: bool


@dataclass(frozen=True)
class Offers(Piece):
    """Every way that is still open, the best chosen; those that are not any more are said to be so."""

    legend: str
    offers: Sequence[Offer]
    describes: str = ""

    def html(self) -> SafeString:
        chosen = next((offer.number for offer in self.offers if offer.is_open), None)
        items = (self._item(offer, is_chosen=offer.number == chosen) for offer in self.offers)
        legend = element("legend", self.legend, class_="govuk-fieldset__legend govuk-fieldset__legend--m")
        radios = element("div", *items, class_="govuk-radios govuk-radios--small", data_module="govuk-radios")
        return element("fieldset", legend, radios, class_="govuk-fieldset", aria_describedby=self.describes or None)

    def _item(self, offer: Offer, *, is_chosen: bool) -> SafeString:
        key = f"candidate-{offer.number}"
        box = element(
            "input",
            class_="govuk-radios__input",
            type="radio",
            name="candidate",
            id=key,
            value=offer.number,
            checked=is_chosen,
            autofocus=is_chosen,
            disabled=not offer.is_open,
            aria_describedby=f"{key}-why",
            data_allocated_pence=offer.allocated_pence,
            data_kept_pence=offer.kept_pence,
        )
        score = element("span", f" score {offer.score}", hidden_words(" of 100"), class_="app-offer__score")
        name = element("span", offer.title, class_="app-offer__name")
        where = element("span", f" {offer.where}", class_="app-quiet") if offer.where else None
        label = element("label", name, where, score, class_="govuk-label govuk-radios__label", for_=key)
        gone = (
            None
            if offer.is_open
            else element("p", "Not possible any more: the books have moved on since.", class_="govuk-body-s app-quiet")
        )
        pays = element("ul", *(element("li", one) for one in offer.pays), class_="app-offer__pays")
        why = element("div", pays, Because(offer.reasons), gone, class_="app-offer__why", id=f"{key}-why")
        return element("div", element("div", box, label, class_="govuk-radios__item"), why, class_="app-offer")


@dataclass(frozen=True)
class OfferTotal(Piece):
    """What the chosen way does with the money: the server's figures for the first, following the choice."""

    available_pence: int
    allocated_pence: int
    kept_pence: int

    def html(self) -> SafeString:
        left = self.available_pence - self.allocated_pence - self.kept_pence
        figures = (
            ("There is", pounds(self.available_pence), None),
            ("Allocated", pounds(self.allocated_pence), "allocated"),
            ("Kept on the account", pounds(self.kept_pence), "kept"),
            ("Left in suspense", pounds(left), "left"),
        )
        items = (
            element(
                "div",
                element("dt", name, class_="app-total__name"),
                element("dd", value, class_="app-total__value", data_offer_total=key),
                class_="app-total__figure",
            )
            for name, value, key in figures
        )
        return element("dl", *items, class_="app-total", aria_live="polite", data_offered_pence=self.available_pence)
