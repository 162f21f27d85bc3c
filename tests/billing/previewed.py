"""A bill run previewed: what tests of the quality gate, of issuing and of releasing begin with."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from piperoll.billing.preview_invoices import preview_invoices
from piperoll.billing.previewing import Previewed
from piperoll.formats import feeder_csv
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING, bill, charge


def preview(
    folder: Path, by: Actor, *charges: dict[str, str], on: date = MONDAY, name: str = "look.csv", **more: Any
) -> Previewed:
    """Preview these rows, each time as if for the first time."""
    file = folder / name
    file.write_text(feeder_csv.write(charges))
    moment = more.pop("at", MORNING)
    return preview_invoices(feeder=file, on=on, at=moment, by=by, **more)


def a_year_of_bins(folder: Path, by: Actor) -> None:
    """Forty ordinary charges, so that what is usual is known: between £9.50 and £11.45."""
    rows = [charge(f"PAST-{n}", f"{9.5 + n * 0.05:.2f}", name=f"Firm {n} Ltd", postcode="AN1 2AB") for n in range(40)]
    bill(folder, by, *rows, on=MONDAY - timedelta(days=60), name="past.csv")
