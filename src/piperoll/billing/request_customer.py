"""request_customer: a service asks for a customer it is about to bill; approved, they are on the books at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from piperoll.authority.asking import Wanted, ask, one_at_a_time, take_back
from piperoll.authority.models import Request
from piperoll.billing.self_service import is_open_to, service_of
from piperoll.customers.add_customer import enter
from piperoll.customers.details import Details
from piperoll.customers.models import Customer
from piperoll.customers.queries import likely
from piperoll.formats.attachments import Document
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.runs.running import RunInHand
from piperoll.safeguards.seeing import hidden_from

ACT = "new_customer"
REASONS = {
    "first_bill": "We are about to bill them for the first time",
    "took_over": "They took over from another customer",
    "apart": "A further account of theirs, kept apart for a purpose",
}
LONGEST_WHY = 400


class NotAReasonToAdd(Refused):
    """{reason!r} is no reason for a new customer. The reasons are {reasons}."""


class SayWhatFor(Refused):
    """Say what they are to be billed for, in a few words: whoever decides will read it."""


class AskedBefore(Refused):
    """Request {request} asks for this already: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class CustomerRequested:
    """A customer asked for: on the books (then with a reference) or waiting for somebody else."""

    run: int
    request: int
    state: str
    reference: str | None


def request_customer(
    *,
    service: str,
    details: Details,
    why: str,
    reason: str = "first_bill",
    somebody_else: bool = False,
    files: Sequence[Document] = (),
    instead_of: int | None = None,
    on: date,
    at: datetime,
    by: Actor,
) -> CustomerRequested:
    """Ask for a customer. `somebody_else` says that whoever is like them is another; `instead_of` takes back an earlier
    request of one's own.

    Raises NoSuchService, DetailMissing, DetailUnfit, NotAReasonToAdd, SayWhatFor, AskedBefore, AlreadyThere,
    NoLimitCovers, TooManyFiles.
    """
    by.must("request_customer")
    of, told = service_of(by, service), details.tidied()
    if reason not in REASONS:
        raise NotAReasonToAdd(reason=reason, reasons=", ".join(REASONS))
    if not why.strip():
        raise SayWhatFor()
    with running.act("request_customer", on=on, at=at, by=by, service=of.code) as run:
        one_at_a_time(ACT, of.code)
        if instead_of:
            take_back(instead_of, run=run, at=at)
        must_not_wait(of.pk, told)
        wanted = Wanted(
            ACT, of.pk, None, told.name[:40], 0, 0, reason, why.strip()[:LONGEST_WHY], changes=in_words(told),
            details={"customer": asdict(told), "somebody_else": somebody_else, "instead_of": instead_of}, files=files,
        )  # fmt: skip
        asked = ask(wanted, run=run, at=at)
        added = _enter(asked.request, run=run, on=on, at=at) if asked.may_go_ahead else None
        run.finish(request=asked.request.pk, **({"done": said(added)} if added else {}))
    return CustomerRequested(
        run.id, asked.request.pk, "approved" if added else "waiting", added.reference if added else None
    )


def must_not_wait(service: int, told: Details) -> None:
    """Raises AskedBefore when the same customer is asked for already and not decided."""
    same = Request.objects.filter(
        act=ACT, service_id=service, details__customer=asdict(told), standing__state__in=["waiting", "returned"]
    )
    if found := same.first():
        raise AskedBefore(request=found.pk)


def in_words(told: Details) -> list[tuple[str, str, str]]:
    """The customer asked for, for whoever decides."""
    kind = dict(Customer.KINDS)[told.kind]
    facts = {
        "Name": told.name, "Kind": kind, "Trading as": told.trading_as, "Company number": told.company_number,
        "Address": ", ".join([*told.address.split("\n"), told.postcode]), "Email": told.email, "Telephone": told.phone,
    }  # fmt: skip
    return [(name, "", value) for name, value in facts.items() if value]


def likely_for(told: Details, *, on: date, by: Actor) -> list[Any]:
    """Who may be the customer described already, as far as somebody may know: `why` says what they share.

    Somebody of a service hears of bodies, of people its services bill, and of whoever shares what was typed.
    """
    found = likely(told)
    hidden = hidden_from([row.id for row in found], on=on, by=by)
    found = [row for row in found if row.id not in hidden]
    if by.services is None:
        return found
    known = is_open_to(found, by=by)
    return [row for row in found if row.id in known or row.why != ["the same name elsewhere"]]


def carry_out(request: Request, /, *, run: RunInHand, on: date, at: datetime, by: Actor) -> str:
    """An approved request puts the customer on the books. Raises AlreadyThere when they are there meanwhile."""
    return said(_enter(request, run=run, on=on, at=at))


def said(added: Customer) -> str:
    """What was done, in a sentence."""
    return f"{added.name} is customer {added.reference} now."


def details_of(request: Request) -> Details:
    """The customer a request asks for."""
    told: dict[str, str] = request.details["customer"]
    return Details(**told)


def _enter(request: Request, *, run: RunInHand, on: date, at: datetime) -> Customer:
    somebody_else: bool = request.details["somebody_else"]
    return enter(details_of(request), somebody_else=somebody_else, run=run, on=on, at=at)
