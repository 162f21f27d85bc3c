"""Choose how somebody who acts for a customer hears: post or email, English or Welsh, standard, large print, braille or
audio.

  choose-representative-delivery 12 --language cy --format large_print
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.customers.choose_delivery import CHOICES
from piperoll.safeguards.choose_representative_delivery import choose_representative_delivery, delivery_of
from piperoll.safeguards.end_representative import NoSuchRepresentative
from piperoll.safeguards.models import Representative

GROUP = "Customers"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes; whatever is not named stays as it is."""
    parser.add_argument("representative", type=int, help="their number, from `safeguards`")
    for what, choices in CHOICES.items():
        parser.add_argument(f"--{what}", choices=list(choices))
    ask_for_the_day(parser, "the first day it holds")


def run(options: argparse.Namespace) -> Answer:
    """Choose it. Raises NoSuchRepresentative, StoppedAlready, EmailNeeded, HearsSoAlready."""
    found = Representative.objects.filter(pk=options.representative).first()
    if found is None:
        raise NoSuchRepresentative(representative=options.representative)
    told = delivery_of(found, options.on) | {what: value for what in CHOICES if (value := getattr(options, what))}
    chosen = choose_representative_delivery(representative=found.pk, **told, on=options.on, at=now(), by=options.by)
    return Answer(asdict(chosen), f"{chosen.name} hears by {chosen.channel}, {chosen.language}, {chosen.format}.")
