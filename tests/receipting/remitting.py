"""The words tests use for remittances: lists of what one payment is made of."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pence_from_pounds
from piperoll.receipting.import_remittance import RemittanceTaken, import_remittance
from piperoll.receipting.write_remittance_profile import RemittanceProfileWritten, write_remittance_profile
from the_day import MONDAY, MORNING

SHIRE = "Anyshire County Council"
SHOWN = "ANYSHIRE COUNTY CO"


def listed(*lines: tuple[str, str, str], above: str = "", below: str = "") -> str:
    """A list as a payer writes it: (our reference, who it is for, pounds) a line."""
    rows = "".join(f"{reference},{name},{pounds}\n" for reference, name, pounds in lines)
    return f"{above}Invoice number,Client name,Amount paid (£)\n{rows}{below}"


def remit(
    folder: Path, by: Actor, content: str, total: str, *, reference: str = "ACC-20117", paid_on: date = MONDAY,
    **more: Any,
) -> RemittanceTaken:  # fmt: skip
    """Take a remittance in."""
    file = folder / "remittance.csv"
    file.write_text(content)
    told = {"payer": SHIRE, "on": MONDAY, "at": MORNING} | more
    return import_remittance(
        file=file, reference=reference, paid_on=paid_on, total_pence=pence_from_pounds(total), by=by, **told
    )  # fmt: skip


SAMPLES = Path(__file__).parents[2] / "samples" / "remittances"
OFFICE = {
    "line": "{reference} | {name} | {any} | {amount}", "total": "Total paid | {amount}",
    "payment": "Payment reference | {payment}", "paid_on": "Payment date | {day}", "date_format": "dd month yyyy",
    "reference_masks": "AT##########",
}  # fmt: skip


def laid_out(by: Actor, **more: Any) -> RemittanceProfileWritten:
    """A layout of the benefit office's lists, tried on the sample."""
    given = {
        "code": "OFFICE", "payer": "Anyshire Benefit Office", "layout": OFFICE,
        "sample": (SAMPLES / "benefit-office.pdf").read_bytes(), "on": MONDAY, "at": MORNING, "by": by,
    }  # fmt: skip
    return write_remittance_profile(**(given | more))
