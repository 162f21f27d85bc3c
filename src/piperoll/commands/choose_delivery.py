"""Choose how a customer hears: post or email, English or Welsh, standard, large print, braille or audio, with texts."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, now
from piperoll.customers.choose_delivery import CHOICES, choose_delivery, delivery_of
from piperoll.customers.queries import by_reference

GROUP = "Customers"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes; whatever is not named stays as it is."""
    parser.add_argument("customer", metavar="REFERENCE", help="the customer's reference, like C000000198")
    for what, choices in CHOICES.items():
        parser.add_argument(f"--{what}", choices=list(choices))
    parser.add_argument("--texts", choices=["yes", "no"], help="text messages beside their letters, to their mobile")
    ask_for_the_day(parser, "the first day it holds")


def run(options: argparse.Namespace) -> Answer:
    """Choose it. Raises NoSuchCustomer, NoEmailYet, NoMobileYet, ChosenAlready."""
    customer = by_reference(options.customer)
    told = delivery_of(customer, options.on) | {w: v for w in CHOICES if (v := getattr(options, w))}
    texts = None if options.texts is None else options.texts == "yes"
    chosen = choose_delivery(customer=customer.pk, **told, texts=texts, on=options.on, at=now(), by=options.by)
    said = f"{customer.reference} hears by {chosen.channel}, {chosen.language}, {chosen.format}"
    return Answer(asdict(chosen), f"{said}{', with texts' if chosen.texts else ''}.")
