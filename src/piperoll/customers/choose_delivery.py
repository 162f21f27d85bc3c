"""choose_delivery: how a customer wants to hear from us from a day on: post or email, language, print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.customers.models import Customer, DeliveryChoice
from piperoll.customers.queries import NoSuchCustomer
from piperoll.customers.rules import is_uk_mobile
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running

CHOICES = {
    "channel": dict(DeliveryChoice.CHANNELS),
    "language": dict(DeliveryChoice.LANGUAGES),
    "format": dict(DeliveryChoice.FORMATS),
}


class NoSuchChoice(Refused):
    """{value!r} is no {what}. Choose one of {choices}."""


class NoEmailYet(Refused):
    """We know no email address of theirs: add one first, or choose post."""


class NoMobileYet(Refused):
    """We know no mobile number of theirs that could take a text: add one first, or leave texts out."""


class ChosenAlready(Refused):
    """That is how they hear from us already: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class Chosen:
    """How a customer hears from us from now on."""

    run: int
    channel: str
    language: str
    format: str
    texts: bool


def choose_delivery(
    *,
    customer: int,
    channel: str,
    language: str,
    format: str,
    texts: bool | None = None,
    on: date,
    at: datetime,
    by: Actor,
) -> Chosen:
    """Keep the choice from the day `on`; the choices before it stay on record. `texts` left out stays as it was.

    Raises NoSuchChoice, NoSuchCustomer, NoEmailYet, NoMobileYet, ChosenAlready.
    """
    by.must("choose_delivery")
    chosen = {"channel": channel, "language": language, "format": format}
    for what, value in chosen.items():
        if value not in CHOICES[what]:
            raise NoSuchChoice(value=value, what=what, choices=", ".join(CHOICES[what]), field=what)
    with running.act("choose_delivery", on=on, at=at, by=by, customer=customer) as run:
        whose = Customer.objects.select_for_update().filter(pk=customer).first()
        if whose is None:
            raise NoSuchCustomer(reference=customer)
        if channel == "email" and not whose.contacts.filter(kind="email", valid_to=None).exists():
            raise NoEmailYet(field="channel")
        before = wants_texts(whose, on)
        wanted = before if texts is None else texts
        if wanted and not any(is_uk_mobile(one.value) for one in whose.contacts.filter(kind="phone", valid_to=None)):
            raise NoMobileYet(field="texts")
        if (chosen, wanted) == (delivery_of(whose, on), before):
            raise ChosenAlready()
        DeliveryChoice.objects.create(customer=whose, valid_from=on, run_id=run.id, texts=wanted, **chosen)
        said = ", ".join(CHOICES[what][value].lower() for what, value in chosen.items())
        run.finish(said=f"Delivery chosen: {said}{', with texts' if wanted else ''}", texts=wanted, **chosen)
    return Chosen(run.id, texts=wanted, **chosen)


def delivery_of(customer: Customer, on: date) -> dict[str, str]:
    """How a customer hears from us on a day: by post, in English, in standard print until they choose."""
    choice = _standing(customer, on)
    if choice is None:
        return {"channel": "post", "language": "en", "format": "standard"}
    return {"channel": choice.channel, "language": choice.language, "format": choice.format}


def wants_texts(customer: Customer, on: date) -> bool:
    """Whether a customer asked for text messages beside their letters."""
    choice = _standing(customer, on)
    return choice is not None and choice.texts


def _standing(customer: Customer, on: date) -> DeliveryChoice | None:
    return customer.delivery_choices.filter(valid_from__lte=on).order_by("-valid_from", "-id").first()
