"""From charges to invoices in sets: what every way of billing ends in, whoever's charges they are.

A verb calls `lay_out()`, fills the staging table `charge` (with `take`, or by SQL of its own), calls `price`, and then
`raise_fit`, which rejects what does not fit the books, sets numbers aside, posts, and adds invoices and items.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from piperoll.council.models import Council
from piperoll.database.copying import copy_rows
from piperoll.database.statements import beside
from piperoll.formats.feeder_csv import Charge
from piperoll.foundations.refusals import Rejection
from piperoll.ledger import posting
from piperoll.runs import running

sql = beside(__file__)
ATTEMPTS = 3
STEPS = 9
"""From looking for what does not fit to the end of the run, as progress counts them."""
RejectedRows = Callable[[dict[int, Rejection]], Iterable[tuple[Rejection, dict[str, str]]]]


@dataclass(frozen=True)
class Raised:
    """What came of some charges: in = billed + rejected, by count and by net pence.

    `lines_held` of the rejected fit the books, but a quality check flags them: they wait for somebody to look.
    """

    run: int
    lines_in: int
    net_pence_in: int
    lines_billed: int
    net_pence_billed: int
    lines_rejected: int
    net_pence_rejected: int
    invoices: int
    first_number: str | None
    last_number: str | None
    vat_pence: int
    gross_pence: int
    new_customers: int
    lines_held: int = 0
    resumed: bool = False

    def control_totals(self) -> dict[str, Any]:
        """What the run keeps of it."""
        return {name: value for name, value in asdict(self).items() if name not in ("run", "resumed")}


def lay_out() -> None:
    """Empty staging tables for this connection's next charges."""
    sql.lay_out_staging()


def take(charges: Iterable[Charge]) -> None:
    """Copy charges into staging."""
    copy_rows("charge", Charge._fields, charges)


def price(*, on: date) -> None:
    """Work out what each staged charge comes to, and what of the books it names."""
    sql.price_charges(on=on)


def raise_fit(
    run: running.RunInHand,
    *,
    rows: RejectedRows,
    then: Callable[[Raised], object] = lambda raised: None,
    hold: Callable[[], object] = lambda: None,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Raised:
    """Bill every staged charge that fits the books, and end the run; `rows` gives back whole the lines that do not.

    `hold` may take more of what fits out of staging. `then` is done in the same transaction, and may refuse it all.
    `progress` hears how many of the steps are done.
    """
    for attempt in range(ATTEMPTS):
        try:
            return _raise_once(run, rows, then, hold, progress)
        except IntegrityError:  # another run billed one of these charges meanwhile: look again
            if attempt == ATTEMPTS - 1:
                raise
    raise AssertionError("the last attempt returns or raises")


def reasons() -> dict[int, Rejection]:
    """Why each rejected line was: the first reason that applied, by line."""
    return {r.line: Rejection(r.line, r.field, r.value, r.reason) for r in sql.rejected()}


def customer_scheme(council: Council) -> dict[str, Any]:
    """How customers' references are written, as statements take it."""
    return {"prefix": council.customer_prefix, "digits": council.customer_digits, "checked": council.references_checked}


def invoice_scheme(council: Council) -> dict[str, Any]:
    """How invoices' numbers are written, as statements take it."""
    return {"prefix": council.invoice_prefix, "digits": council.invoice_digits, "checked": council.references_checked}


def _raise_once(
    run: running.RunInHand,
    rows: RejectedRows,
    then: Callable[[Raised], object],
    hold: Callable[[], object],
    progress: Callable[[int, int], None],
) -> Raised:
    on, at = run.effective_on, run.at
    sql.reject_unfit(on=on)
    hold()
    progress(1, STEPS)
    (found,) = sql.work_out(on=on)
    progress(2, STEPS)
    council = Council.objects.get()
    first_customer = run.reserve("customer", found.new_customers) if found.new_customers else 1
    first_invoice = run.reserve("invoice", found.invoices) if found.invoices else 1
    with transaction.atomic():
        sql.name_customers(run=run.id, first=first_customer, on=on, at=at, **customer_scheme(council))
        progress(3, STEPS)
        posting.open_drafts()
        sql.draft_journals(on=on)
        progress(4, STEPS)
        posting.post_drafts(run=run.id, at=at)
        progress(5, STEPS)
        numbering = {"first": first_invoice, **invoice_scheme(council)}
        sql.add_invoices(run=run.id, on=on, **numbering)
        progress(6, STEPS)
        sql.note_care(run=run.id)
        sql.note_births(run=run.id)
        sql.split_instalments()
        progress(7, STEPS)
        sql.add_items(run=run.id, on=on, at=at, **numbering)
        progress(8, STEPS)
        run.use_numbers("customer", found.new_customers)
        run.use_numbers("invoice", found.invoices)
        if unfit := reasons():
            run.reject(list(rows(unfit)))
        (totals,) = sql.totals(run=run.id)
        raised = Raised(run=run.id, resumed=run.resumed, **totals._asdict())
        then(raised)
        run.finish(event="finish" if raised.lines_billed else "find_nothing", **raised.control_totals())
    progress(STEPS, STEPS)
    return raised
