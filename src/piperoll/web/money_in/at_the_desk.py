"""What the desk shows: the receipt before one, the ways to use it, and what waits around it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from piperoll.foundations.money import pounds
from piperoll.receipting import desk, queries
from piperoll.safeguards.seeing import NOT_NAMED
from piperoll.web.components.html import element, hidden_words, together
from piperoll.web.components.links import Link, Tabs
from piperoll.web.components.offers import Offer, Offers, OfferTotal
from piperoll.web.components.status import Because, Figure, Heading
from piperoll.web.components.wording import count, day
from piperoll.web.money_in.receipts import how_it_came, seat_words
from piperoll.web.money_in.wording import NOBODY, STATE_TAGS, first_words
from piperoll.web.record.seeing import masked

TABS = (
    ("", "All"),
    ("suggested", "Suggested"),
    ("waiting", "No owner found"),
    ("new", "Not looked at"),
    ("held", "Held"),
)


def heading(totals: dict[str, Any]) -> Heading:
    """How much money in waits at the desk."""
    states = [totals[state] for state in desk.SHOWN[""] if state in totals]
    many = sum(row.receipts - row.paid_out for row in states)
    waiting = sum(row.pence - row.paid_out_pence for row in states)
    return Heading("Allocation desk", "Money in", Figure(pounds(waiting), f"in {count(many, 'receipt')} to place"))


def tabs(totals: dict[str, Any], shown: str) -> Tabs:
    """What the desk works through."""
    counts = {
        key: sum(totals[state].receipts - totals[state].paid_out for state in states if state in totals)
        for key, states in desk.SHOWN.items()
    }
    names = {key: f"{name} ({counts[key]:,})" for key, name in TABS}
    address = reverse("allocation_desk")
    links = [Link(name, f"{address}?show={key}" if key else address) for key, name in names.items()]
    return Tabs("What the desk works through", links, names[shown])


def receipt(request: Any, line: Any, seat: desk.Seat, shown: str, *, at: datetime) -> dict[str, Any]:
    """Everything about one receipt, for the page."""
    matches = queries.matches(line.id)
    newest = matches[0] if matches and matches[0].candidates and matches[0].outcome != "allocated" else None
    offers = _offers(request, newest.candidates, line.open_pence) if newest else []
    first = next((offer for offer in offers if offer.is_open), None)
    total = OfferTotal(line.open_pence, first.allocated_pence, first.kept_pence) if first else None
    return {
        "line": line,
        "title": f"{pounds(line.open_pence)} from {line.payer_name or NOBODY.lower()}",
        "tag": STATE_TAGS[line.state],
        "bank_line": how_it_came(line),
        "match": newest,
        "offers": Offers("Ways to use it", offers, describes="bank-line") if offers else None,
        "first": first,
        "total": total,
        "why": _why(line, newest, offers),
        "seat": None if seat.is_mine else seat_words(seat),
        "queue": _queue(request, line.id, shown, at),
    }


def _why(line: Any, newest: Any, offers: list[Offer]) -> Because:
    """Why it waits; of what is suggested, why it was not certain."""
    if newest and newest.outcome == "suggested" and line.state == "suggested":
        against = [reason for reason in newest.reasons if reason not in offers[0].reasons]
        return Because((), against, word="Not certain because")
    return Because((line.reason or "nobody has looked at it yet",), word="Waits because")


def _offers(request: Any, candidates: list[dict[str, Any]], available: int) -> list[Offer]:
    customers, items = queries.named(
        [one["customer"] for one in candidates if one["customer"] is not None],
        [item for one in candidates for item, _ in one["allocations"]],
    )
    seen = {row.id: row for row in masked(request, customers.values(), reference="reference", name=NOT_NAMED)}
    return [_offer(number, one, seen, items, available) for number, one in enumerate(candidates)]


def _offer(number: int, one: dict[str, Any], customers: dict[int, Any], items: dict[int, Any], available: int) -> Offer:
    paid = [(items[item], pence) for item, pence in one["allocations"] if item in items]
    customer, allocated = customers.get(one["customer"]), sum(pence for _, pence in paid)
    pays = [_pays(item, pence) for item, pence in paid]
    if one["unapplied_pence"]:
        pays.append(f"{pounds(one['unapplied_pence'])} kept on the account")
    fits = all(0 < pence <= item.open_pence for item, pence in paid)
    return Offer(
        number=number,
        title=customer.name if customer else "Several customers",
        where=", ".join(filter(None, (customer.reference, customer.postcode))) if customer else "",
        score=one["score"],
        reasons=one["reasons"],
        pays=pays,
        allocated_pence=allocated,
        kept_pence=one["unapplied_pence"],
        is_open=fits and 0 < allocated + one["unapplied_pence"] <= available,
    )


def _pays(item: Any, pence: int) -> object:
    what = f"{item.reference} ({item.service})" if item.service else item.reference
    open_ = "all that is open of it" if pence == item.open_pence else f"of {pounds(item.open_pence)} open"
    return f"{pounds(pence)} for {what} due {day(item.due_on)}, {open_}"


def _queue(request: Any, current: int, shown: str, at: datetime) -> object:
    rows = desk.queue(shown, receipt=current, by=request.actor, at=at)
    items = (element("li", _waiting(row, shown, is_here=row.receipt_id == current)) for row in rows)
    return element("ol", *items, class_="app-queue")


def _waiting(row: Any, shown: str, *, is_here: bool) -> object:
    name = row.payer_name or first_words(row.narrative or "", 40) or NOBODY
    sum_ = element("span", pounds(row.open_pence), class_="app-money")
    words = together([element("span", name, class_="app-queue__name"), " ", sum_])
    taken = element("span", f"with {row.with_name}", class_="app-queue__with") if row.with_name else None
    if is_here:
        return element("span", words, hidden_words(" (before you)"), class_="app-queue__here", aria_current="true")
    address = f"{reverse('allocation_desk')}?receipt={row.receipt_id}" + (f"&show={shown}" if shown else "")
    return together([element("a", words, class_="govuk-link govuk-link--no-visited-state", href=address), taken])
