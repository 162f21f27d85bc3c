"""Anytown finds somebody twice, makes one account of two, sees who lives together and what they owe elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from piperoll.anytown.outcome import Outcome
from piperoll.customers.add_customer import AlreadyThere, add_customer
from piperoll.customers.details import Details
from piperoll.customers.duplicates.engine import DuplicatesNotInstalled
from piperoll.customers.find_duplicates import find_duplicates
from piperoll.customers.link_account import link_account
from piperoll.customers.link_customers import link_customers
from piperoll.customers.merge_customers import merge_customers
from piperoll.customers.models import Customer, OtherAccount
from piperoll.customers.tell_balance import tell_balance
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs.models import Run

STEPS = 3
_WHERE = ("7 Ropewalk Court\nAnytown", "AN2 5RW")
_NAMES = ("Mrs Gwendoline Tansy", "Gwen Tansy", "Mr Rafe Tansy")


class _DoneBefore(Refused):
    """That was done before: nothing was changed."""

    exit_code = 0


def steps(*, on: date, at: datetime, team: dict[str, Actor]) -> Iterator[Outcome]:
    """The day's looking twice, an outcome at a time; done before, it changes nothing.

    Nothing is merged on a day still to come, so before the day itself it counts from today.
    """
    now: dict[str, Any] = {"on": min(on, at.date()), "at": at, "by": team["officer"]}
    family = [_found(name, now) for name in _NAMES]
    gwendoline, gwen, rafe = (customer for customer, _ in family)
    searched = _all("Look for duplicates", "searches", [partial(_search, now)])
    is_new = any(added for _, added in family)
    yield replace(searched, out=int(_was_searched()), already=searched.already and not is_new)
    merging = partial(merge_customers, merged=gwen, kept=gwendoline, reason="Same date of birth, by telephone", **now)
    yield _all("Merge accounts", "merges", [merging])
    together = partial(
        link_customers, one=gwendoline, other=rafe, kind="household", reason="Both on the tenancy", **now
    )
    yield _all("See who belongs together", "links", [together, partial(_owes_rent, gwendoline, now)])


def _found(name: str, now: dict[str, Any]) -> tuple[int, bool]:
    """One of the Tansys, and whether they were added now."""
    address, postcode = _WHERE
    try:
        details = Details(kind="person", name=name, address=address, postcode=postcode)
        return add_customer(details=details, **now).customer, True
    except AlreadyThere as there:
        return Customer.objects.get(reference=there.facts["reference"]).pk, False


def _was_searched() -> bool:
    return Run.objects.filter(verb="find_duplicates", state="done").exists()


def _search(now: dict[str, Any]) -> Any:
    """Where the part that searches is not installed, the day goes on without."""
    if _was_searched():
        raise _DoneBefore()
    try:
        return find_duplicates(**now)
    except DuplicatesNotInstalled:
        raise _DoneBefore() from None


def _owes_rent(customer: int, now: dict[str, Any]) -> Any:
    if OtherAccount.objects.filter(customer=customer).exists():
        raise _DoneBefore()
    account = link_account(customer=customer, system="rent", reference="RENT/0077", **now).account
    return tell_balance(account=account, owed_pence=11240, told_on=now["on"] - timedelta(days=3), **now)


def _all(step: str, what: str, deeds: list[Callable[[], Any]]) -> Outcome:
    """Do each deed once; a refusal that says it was done before is no fault."""
    run = None
    for deed in deeds:
        try:
            run = deed().run
        except Refused as refusal:
            if refusal.exit_code:
                raise
    return Outcome("day", step, run, len(deeds), len(deeds), what, 0, 0, already=run is None)
