"""add_representative: somebody who acts for a customer goes on record, with the proof we saw and how far it reaches.

How they read (Welsh, large print, braille) is theirs alone: the customer's own choice says nothing of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.customers.choose_delivery import CHOICES, NoSuchChoice
from piperoll.customers.rules import tidy_address, tidy_email, tidy_phone, tidy_postcode
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.models import Representative
from piperoll.safeguards.queries import representatives_on
from piperoll.safeguards.raise_flag import DayAhead
from piperoll.safeguards.rules import REPRESENTATIVES
from piperoll.safeguards.words import few_words, held


class NoSuchKind(Refused):
    """There is no representative {kind!r}. The kinds are {kinds}."""


class NoScope(Refused):
    """Say what they do: whether they may be told about the account, are billed for it, or both."""


class InformalIsNotBilled(Refused):
    """An informal helper may be told about the account, but cannot be billed: nothing gives them that power."""


class AddressNeeded(Refused):
    """Enter where they live: {why}."""


class EmailNeeded(Refused):
    """Letters cannot go to them by email: enter their email address, or choose post."""


class EndsBeforeItBegins(Refused):
    """They would stop acting on {until:%-d %B %Y}, before they begin on {on:%-d %B %Y}. Give a later day."""


class ActsAlready(Refused):
    """{name} acts for this customer already: nothing was changed. End that first if it says something wrong."""

    exit_code = 0


@dataclass(frozen=True)
class RepresentativeTold:
    """Somebody who acts for a customer, as described by whoever saw the proof. `address` has a line on each line."""

    kind: str
    name: str
    address: str
    postcode: str
    proof: str
    proof_seen_on: date
    may_be_told: bool = True
    is_billed: bool = False
    email: str = ""
    phone: str = ""
    by_email: bool = False
    language: str = "en"
    format: str = "standard"
    until: date | None = None


@dataclass(frozen=True)
class RepresentativeAdded:
    """Somebody now acts for a customer."""

    run: int
    representative: int
    kind: str
    name: str


def add_representative(
    *, customer: int, told: RepresentativeTold, on: date, at: datetime, by: Actor
) -> RepresentativeAdded:
    """Put on record who acts for a customer from the day `on`; whoever acts saw the proof.

    Raises NoSuchKind, NoSuchChoice, NoScope, InformalIsNotBilled, DayAhead, EndsBeforeItBegins, AddressNeeded,
    EmailNeeded, WordsMissing, WordsTooLong, CardNumber, NoSuchCustomer, ActsAlready.
    """
    by.must("add_representative")
    _must_make_sense(told, on)
    facts = _tidied(told)
    with running.act("add_representative", on=on, at=at, by=by, customer=customer, kind=told.kind) as run:
        whose = held(customer)
        if any(
            (there.kind, there.name.upper()) == (told.kind, facts["name"].upper())
            for there in representatives_on(customer, on)
        ):
            raise ActsAlready(name=facts["name"])
        row = Representative.objects.create(
            customer=whose, kind=told.kind, may_be_told=told.may_be_told, is_billed=told.is_billed,
            by_email=told.by_email, language=told.language, format=told.format, proof_seen_on=told.proof_seen_on,
            proof_seen_by=by.username, valid_from=on, valid_to=told.until, run_id=run.id, **facts,
        )  # fmt: skip
        said = f"{REPRESENTATIVES[told.kind]} on record: {facts['name']}"
        run.finish(representative=row.pk, said=said, why=facts["proof"])
    return RepresentativeAdded(run.id, row.pk, told.kind, facts["name"])


def _must_make_sense(told: RepresentativeTold, on: date) -> None:
    if told.kind not in REPRESENTATIVES:
        raise NoSuchKind(kind=told.kind, kinds=", ".join(REPRESENTATIVES), field="kind")
    for what, value in (("language", told.language), ("format", told.format)):
        if value not in CHOICES[what]:
            raise NoSuchChoice(value=value, what=what, choices=", ".join(CHOICES[what]), field=what)
    if not (told.may_be_told or told.is_billed):
        raise NoScope(field="may_be_told")
    if told.kind == "informal" and told.is_billed:
        raise InformalIsNotBilled(field="is_billed")
    if told.proof_seen_on > on:
        raise DayAhead(what="The day the proof was seen", day=told.proof_seen_on, field="proof_seen_on")
    if told.until and told.until < on:
        raise EndsBeforeItBegins(until=told.until, on=on, field="until")
    if told.by_email and not told.email.strip():
        raise EmailNeeded(field="email")


def _tidied(told: RepresentativeTold) -> dict[str, str]:
    try:
        postcode = tidy_postcode(told.postcode)
        email = tidy_email(told.email) if told.email.strip() else ""
        phone = tidy_phone(told.phone) if told.phone.strip() else ""
    except ValueError as fault:
        raise AddressNeeded(why=str(fault)) from None
    lines = tidy_address(told.address)
    if not lines or len(lines) > 400:
        raise AddressNeeded(why="the lines of the address, without the postcode", field="address")
    return {
        "name": few_words(told.name, "who they are", longest=120), "lines": lines, "postcode": postcode, "email": email,
        "phone": phone, "proof": few_words(told.proof, "what proof you saw"),
    }  # fmt: skip
