"""The VAT return's output boxes of a period, by tax point; --relief lists debts on which VAT could be had back."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from piperoll.commands.answers import Answer
from piperoll.commands.asking import ask_for_the_day, columns, day, day_in_words
from piperoll.foundations.money import pounds
from piperoll.reporting.vat_return import reliefs, vat_return

GROUP = "Reports"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("since", type=day, nargs="?", help="the first day of the period, like 2026-10-01")
    parser.add_argument("until", type=day, nargs="?", help="its last day")
    parser.add_argument("--relief", action="store_true", help="the debts on which VAT could be had back")
    ask_for_the_day(parser, "the day asked about, for --relief")


def run(options: argparse.Namespace) -> Answer:
    """Work it out. Raises PeriodBackwards, NoFigureHolds."""
    if options.relief or not (options.since and options.until):
        found = reliefs(on=options.on)
        debts = [
            (r.number, r.customer, pounds(r.vat_pence), pounds(r.open_pence), f"by {r.claim_by}",
             f"{pounds(r.written_off_pence)} written off" if r.written_off_pence else "not written off yet")
            for r in found
        ]  # fmt: skip
        said = columns(debts) if debts else "No unpaid VAT can be had back today."
        return Answer({"on": options.on, "reliefs": [asdict(r) for r in found]}, said)
    told = vat_return(since=options.since, until=options.until)
    rows = [
        (c.vat_code, c.name, pounds(c.net_pence), pounds(c.vat_pence), "" if c.is_supply else "not a supply")
        for c in told.codes
    ]
    said = f"{day_in_words(told.since)} to {day_in_words(told.until)}, by tax point (net, VAT).\n{columns(rows)}\n"
    known = [(f"box {b.number}", b.name, "-" if b.pence is None else pounds(b.pence), b.beside) for b in told.boxes]
    said += f"The nine boxes, as far as these books know them:\n{columns(known)}\n"
    said += f"VAT invoices: {told.full:,} in full, {told.simplified:,} small enough for the simplified form."
    return Answer(asdict(told) | {"codes": [c._asdict() for c in told.codes]}, said)
