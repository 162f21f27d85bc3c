"""place_hold: work on a customer, or on one of their invoices, is paused until a day, for a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.heard_outside import News, tell
from piperoll.safeguards.models import Hold
from piperoll.safeguards.queries import holds_on
from piperoll.safeguards.rules import HOLDS, LONGEST_HOLD, MORATORIA, last_day_of_breathing_space
from piperoll.safeguards.words import few_words, held


class NoSuchHoldKind(Refused):
    """There is no hold {kind!r}. The holds are {kinds}."""


class UntilMissing(Refused):
    """Say until which day the hold lasts. It ends by itself after that day."""


class UntilTooSoon(Refused):
    """The hold would end on {until:%-d %B %Y}, before it begins on {on:%-d %B %Y}. Give a later day."""


class UntilTooFar(Refused):
    """A hold until {until:%-d %B %Y} would be forgotten. Give a day within a year, and place another when it ends."""


class WholeCustomerOnly(Refused):
    """{kind} protects the whole customer, not one invoice. Leave the invoice out."""


class PartOfAnInvoice(Refused):
    """A hold of one instalment, or of a sum, names its invoice, and the sum is at least a penny."""


class HeldAlready(Refused):
    """That hold stands already, until {until:%-d %B %Y}: nothing was changed. Release it first to place another."""

    exit_code = 0


@dataclass(frozen=True)
class HoldPlaced:
    """A hold placed, up to and including `valid_to`."""

    run: int
    hold: int
    kind: str
    invoice_number: str
    valid_to: date


def place_hold(
    *,
    customer: int,
    kind: str,
    until: date | None = None,
    note: str = "",
    invoice_id: int | None = None,
    invoice_number: str = "",
    item_id: int | None = None,
    amount_pence: int | None = None,
    on: date,
    at: datetime,
    by: Actor,
) -> HoldPlaced:
    """Pause work from the day `on` up to `until`; breathing space lasts 60 days unless told otherwise.

    `item_id` narrows a hold to one instalment of the invoice, `amount_pence` to a sum of it: the rest may be reminded
    of. Raises NoSuchHoldKind, PartOfAnInvoice, WholeCustomerOnly, UntilMissing, UntilTooSoon, UntilTooFar,
    WordsMissing, WordsTooLong, CardNumber, NoSuchCustomer, HeldAlready.
    """
    by.must("place_hold")
    last_day = _last_day(kind, until, on)
    if invoice_id and kind in MORATORIA:
        raise WholeCustomerOnly(kind=HOLDS[kind], field="invoice")
    if (not invoice_id and (item_id or amount_pence is not None)) or (amount_pence is not None and amount_pence < 1):
        raise PartOfAnInvoice(field="amount_pence")
    said = few_words(note, "why it is held", needed=kind == "other")
    with running.act("place_hold", on=on, at=at, by=by, customer=customer, hold=kind, invoice=invoice_number) as run:
        whose = held(customer)
        standing = [
            h for h in holds_on(customer, on) if (h.kind, h.invoice_id, h.item_id) == (kind, invoice_id, item_id)
        ]
        if standing:
            raise HeldAlready(until=standing[0].valid_to)
        hold = Hold.objects.create(
            customer=whose, invoice_id=invoice_id, invoice_number=invoice_number, item_id=item_id,
            amount_pence=amount_pence, kind=kind, note=said, valid_from=on, valid_to=last_day, run_id=run.id,
        )  # fmt: skip
        tell(News(whose.pk, kind, HOLDS[kind], invoice_id), run=run.id)
        part = f" of {pounds(amount_pence)}" if amount_pence else ""
        of = f"{part} of invoice {invoice_number}" if invoice_number else ""
        run.finish(hold=hold.pk, said=f"Hold placed{of}: {HOLDS[kind].lower()}", why=said)
    return HoldPlaced(run.id, hold.pk, kind, invoice_number, last_day)


def _last_day(kind: str, until: date | None, on: date) -> date:
    if kind not in HOLDS:
        raise NoSuchHoldKind(kind=kind, kinds=", ".join(HOLDS), field="kind")
    if until is None and kind == "breathing_space":
        return last_day_of_breathing_space(on)
    if until is None:
        raise UntilMissing(field="until")
    if until < on:
        raise UntilTooSoon(until=until, on=on, field="until")
    if until - on > LONGEST_HOLD:
        raise UntilTooFar(until=until, field="until")
    return until
