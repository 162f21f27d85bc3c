"""How a customer reads what is drawn for them: their language, and whether it is set in large print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from piperoll.customers.models import DeliveryChoice

LARGE_PRINT = "large_print"


@dataclass(frozen=True)
class Reading:
    """A language (`en`, `cy`) and a size of print; the names are those of a document's own fields."""

    language: str = "en"
    large_print: bool = False


def reading_of(customer: int, on: date) -> Reading:
    """How a customer reads on a day. Braille and audio are made by hand from standard print."""
    told = DeliveryChoice.objects.filter(customer_id=customer, valid_from__lte=on)
    chosen = told.order_by("-valid_from", "-id").first()
    return Reading(chosen.language, chosen.format == LARGE_PRINT) if chosen else Reading()
