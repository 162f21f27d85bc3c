"""The schedules there are, with what each charges and what is due; --timetable says what each service must bill."""

from __future__ import annotations

import argparse
from datetime import timedelta
from typing import Any

from piperoll.billing import schedules
from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns, day_in_words
from piperoll.commands.restricted import named
from piperoll.foundations.money import pounds

GROUP = "Schedules"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--service", default="", metavar="CODE", help="of this service alone (else of all)")
    parser.add_argument("--timetable", action="store_true", help="what each service must bill now and in four weeks")
    parser.add_argument("--most", type=int, default=100, metavar="N", help="at most so many")
    ask_for_the_day(parser, "the day asked about")


def run(options: argparse.Namespace) -> Answer:
    """List them."""
    if options.timetable:
        by_service = schedules.timetable(on=options.on, until=options.on + timedelta(days=28))
        said = columns([_must_bill(row) for row in by_service]) if by_service else "Nothing is due in four weeks."
        return Answer({"on": options.on, "services": [row._asdict() for row in by_service]}, said)
    found = schedules.listed(on=options.on, service=options.service.upper(), most=options.most)
    rows = named(found, reference="customer_ref")
    told = [
        (r.id, r.service, r.reference, r.customer, r.frequency, _each(r), f"{r.due or 0:,} due",
         f"ends {day_in_words(r.ends_on)}" if r.ends_on else "")
        for r in rows
    ]  # fmt: skip
    return Answer({"schedules": [r._asdict() for r in rows]}, columns(told) if rows else "There is no schedule.")


def _must_bill(row: Any) -> tuple[str, ...]:
    late = f"{row.late:,} late"
    return (
        row.name,
        f"{row.due:,} due",
        pounds(row.due_pence),
        late,
        f"{row.coming:,} to come",
        pounds(row.coming_pence),
    )


def _each(row: Any) -> str:
    price = row.unit_price
    return "no price today" if price is None else f"{row.quantity.normalize():f} × £{price:,.2f}"
