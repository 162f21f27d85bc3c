"""choose_representative_delivery: how somebody who acts for a customer hears from a day on: post or email, language,
print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.customers.choose_delivery import CHOICES, NoSuchChoice
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.add_representative import EmailNeeded
from piperoll.safeguards.end_representative import NoSuchRepresentative, StoppedAlready
from piperoll.safeguards.models import Representative, RepresentativeDelivery
from piperoll.safeguards.queries import representatives_on
from piperoll.safeguards.words import held


class HearsSoAlready(Refused):
    """That is how {name} hears from us already: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class RepresentativeDeliveryChosen:
    """How somebody who acts for a customer hears from now on."""

    run: int
    representative: int
    name: str
    channel: str
    language: str
    format: str


def choose_representative_delivery(
    *, representative: int, channel: str, language: str, format: str, on: date, at: datetime, by: Actor
) -> RepresentativeDeliveryChosen:
    """Keep the choice from the day `on`; how they heard before stays on record.

    Raises NoSuchChoice, NoSuchRepresentative, StoppedAlready, EmailNeeded, HearsSoAlready.
    """
    by.must("choose_representative_delivery")
    chosen = {"channel": channel, "language": language, "format": format}
    for what, value in chosen.items():
        if value not in CHOICES[what]:
            raise NoSuchChoice(value=value, what=what, choices=", ".join(CHOICES[what]), field=what)
    found = Representative.objects.filter(pk=representative).first()
    if found is None:
        raise NoSuchRepresentative(representative=representative)
    with running.act(
        "choose_representative_delivery", on=on, at=at, by=by, customer=found.customer_id, of=representative
    ) as run:
        held(found.customer_id)
        before = delivery_of(found, on)
        if channel == "email" and not found.email:
            raise EmailNeeded(field="channel")
        if chosen == before:
            raise HearsSoAlready(name=found.name)
        RepresentativeDelivery.objects.create(
            representative=found, by_email=channel == "email", language=language, format=format, valid_from=on,
            run_id=run.id,
        )  # fmt: skip
        said = ", ".join(CHOICES[what][value].lower() for what, value in chosen.items())
        changed = {what: [before[what], value] for what, value in chosen.items() if before[what] != value}
        run.finish(representative=representative, said=f"Delivery chosen for {found.name}: {said}", changed=changed)
    return RepresentativeDeliveryChosen(run.id, representative, found.name, **chosen)


def delivery_of(representative: Representative, on: date) -> dict[str, str]:
    """How they hear on a day they act. Raises StoppedAlready."""
    acting = representatives_on(representative.customer_id, on)
    one = next((row for row in acting if row.id == representative.pk), None)
    if one is None:
        ended = getattr(representative, "end", None)
        raise StoppedAlready(on=ended.valid_to if ended else representative.valid_to or representative.valid_from)
    return {"channel": "email" if one.by_email else "post", "language": one.language, "format": one.format}
