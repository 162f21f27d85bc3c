"""The row of sections at the top of every page, for those who may see them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from piperoll.authority.queries import how_many_wait, how_yours_stand
from piperoll.foundations.actors import Actor
from piperoll.web.doors import EVERY_ROLE, door_of


@dataclass(frozen=True)
class Section:
    """A section's name, the url name of its first page, the permission to see it, and who has no use for it."""

    name: str
    first_page: str
    permission: str
    shortcut: str
    waiting: Callable[[Actor], int] | None = None
    unless: Callable[[Actor], bool] = lambda actor: False

    def name_for(self, actor: Actor) -> str:
        """Its name, with how many things wait there for the person."""
        many = self.waiting(actor) if self.waiting else 0
        return f"{self.name} ({many})" if many else self.name


def _requests(actor: Actor) -> int:
    return how_many_wait(actor, on=timezone.localdate())


def _returned(actor: Actor) -> int:
    return int(how_yours_stand(actor).returned)


def _only_asks(actor: Actor) -> bool:
    """Whether all that somebody has to do with requests stands under their own."""
    return "request_customer" in actor.may and "decide_request" not in actor.may


SECTIONS = (
    Section("Home", "home", EVERY_ROLE, "h"),
    Section("Customers", "customers", "see_customers", "c"),
    Section("Invoices", "invoices", "see_invoices", "i"),
    Section("Money in", "statements", "see_receipts", "m"),
    Section("Suspense", "suspense", "see_receipts", "s"),
    Section("Your requests", "your_requests", "request_customer", "q", _returned),
    Section("Direct Debits", "mandates", "see_mandates", "d"),
    Section("Refunds", "refunds", "see_refunds", "f"),
    Section("Recovery", "worklist", "see_recovery", "y"),
    Section("Approvals", "approvals", "see_requests", "a", _requests, _only_asks),
    Section("Letters", "letter_batches", "see_letters", "l"),
    Section("Reports", "reports", "see_reports", "r"),
    Section("Set-up", "set_up", "see_council", "u"),
)


def row_for(actor: Actor, request: Any) -> Iterator[dict[str, Any]]:
    """The sections a person may see, with the one this page stands in marked."""
    door = door_of(request.resolver_match.func) if request.resolver_match else None
    for section in SECTIONS:
        if (section.permission != EVERY_ROLE and section.permission not in actor.may) or section.unless(actor):
            continue
        try:
            href = reverse(section.first_page)
        except NoReverseMatch:
            continue
        yield {
            "name": section.name_for(actor),
            "href": href,
            "key": section.shortcut,
            "here": bool(door and door.section == section.name),
        }
