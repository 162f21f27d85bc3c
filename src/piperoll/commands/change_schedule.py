"""Another price, an uplift in per cent or another quantity of a schedule, from a day on. What was billed stays."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.billing.change_schedule import change_schedule
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, day, day_in_words, now, number

GROUP = "Schedules"
NEEDS_ACTOR = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("schedule", type=int, help="the schedule's number")
    parser.add_argument("--from", dest="valid_from", type=day, required=True, metavar="DATE", help="the first day")
    parser.add_argument("--price", type=number, metavar="POUNDS", help="another price of one, net of VAT")
    parser.add_argument("--uplift", type=number, metavar="PERCENT", help="or so much more per cent, to the penny")
    parser.add_argument("--quantity", type=number, metavar="N", help="another quantity")
    parser.add_argument("--reason", required=True, help="why: the rent review, the request")
    ask_for_the_day(parser)


def run(options: argparse.Namespace) -> Answer:
    """Change it. Raises whatever the verb refuses."""
    done = change_schedule(
        schedule=options.schedule, valid_from=options.valid_from, reason=options.reason, quantity=options.quantity,
        unit_price_pounds=options.price, uplift_percent=options.uplift, on=options.on, at=now(), by=options.by,
    )  # fmt: skip
    price = "the price of the register" if done.unit_price_pounds is None else f"£{done.unit_price_pounds:,f}"
    said = f"Schedule {done.schedule}: {done.quantity:f} at {price} from {day_in_words(done.valid_from)}."
    return Answer(asdict(done), said)
