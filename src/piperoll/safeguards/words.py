"""What may be written into a safeguard: a few words, never empty, and no card number."""

from __future__ import annotations

import re

from piperoll.customers.models import Customer
from piperoll.customers.queries import NoSuchCustomer
from piperoll.customers.rules import one_line
from piperoll.foundations.refusals import Refused

LONGEST = 200
_CARD = re.compile(r"(?:\d[ -]?){12,18}\d")


class WordsMissing(Refused):
    """Say {what}, in a few words: whoever looks next will need it."""


class WordsTooLong(Refused):
    """What you wrote for {what} is {length} letters long. Say it in {longest}."""


class CardNumber(Refused):
    """There seems to be a card number in {what}. Card numbers are never kept: leave it out."""


def few_words(text: str, what: str, *, needed: bool = True, longest: int = LONGEST) -> str:
    """Words on one line. Raises WordsMissing, WordsTooLong, CardNumber."""
    said = one_line(text)
    if needed and not said:
        raise WordsMissing(what=what)
    if len(said) > longest:
        raise WordsTooLong(what=what, length=len(said), longest=longest)
    if any(map(_is_card, _CARD.findall(said))):
        raise CardNumber(what=what)
    return said


def held(customer: int) -> Customer:
    """The customer, locked until the transaction ends, so that two officers meet here. Raises NoSuchCustomer."""
    found = Customer.objects.select_for_update().filter(pk=customer).first()
    if found is None:
        raise NoSuchCustomer(reference=customer)
    return found


def _is_card(text: str) -> bool:
    """Whether digits pass the Luhn check, as every card number does."""
    digits = [int(c) for c in text if c.isdigit()]
    doubled = [d if place % 2 == 0 else sum(divmod(d * 2, 10)) for place, d in enumerate(reversed(digits))]
    return sum(doubled) % 10 == 0 and len(set(digits)) > 1
