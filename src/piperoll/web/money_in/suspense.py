"""Suspense: money that has no owner yet, the oldest first, each with why it waits."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from piperoll.council.figures import NoFigureHolds
from piperoll.council.models import Holiday
from piperoll.foundations.calendar import working_days_since
from piperoll.foundations.money import pounds
from piperoll.receipting import queries
from piperoll.suspense import queries as looking
from piperoll.web.components.html import element
from piperoll.web.components.links import Link, Tabs
from piperoll.web.components.status import Figure, Heading
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import count, day, money
from piperoll.web.doors import PageRequest, page
from piperoll.web.money_in.wording import NOBODY, STATE_TAGS, first_words
from piperoll.web.paging import address_with, page_number, pages

TABS = (
    ("", "All"),
    ("suggested", "Suggested"),
    ("waiting", "No owner found"),
    ("new", "Not looked at"),
    ("held", "Held"),
)


VIEWS = (("", "Everybody’s"), ("mine", "Yours"), ("late", "Waiting too long"), ("asked", "Asked of a service"))


@page(permission="see_receipts", section="Suspense")
@require_GET
def suspense(request: PageRequest) -> HttpResponse:
    """What waits. The whole of it is the suspense control of the ledger, to the penny."""
    today, words = timezone.localdate(), request.GET.get("q", "")
    state = _one_of(request.GET.get("state", ""), TABS)
    view = _one_of(request.GET.get("view", ""), VIEWS)
    accounts = queries.bank_accounts()
    account = next((one for one in accounts if one.code == request.GET.get("account")), None)
    holidays = frozenset(Holiday.objects.values_list("on", flat=True))
    before = _target_day(today, holidays)
    found = looking.waiting(
        state=state, account=account and account.id, words=words, page=page_number(request),
        owner=request.actor.user_id if view == "mine" else None, before=before if view == "late" else None,
        asked=view == "asked",
    )  # fmt: skip
    totals = looking.totals(owner=request.actor.user_id, before=before)
    pieces = {
        "heading": _heading(totals),
        "tabs": _tabs(request, totals, state),
        "views": _views(request, totals, view),
        "accounts": _accounts(request, accounts, account),
        "rows": _table(found.rows, today, before, holidays, filtered=bool(state or view or words or account)),
        "pages": pages(request, more=found.more),
        "words": words,
        "kept": {"state": state, "view": view, "account": account.code if account else ""},
        "waiting": bool(totals),
    }
    return render(request, "money_in/suspense.html", pieces)


def _one_of(asked: str, choices: tuple[tuple[str, str], ...]) -> str:
    return asked if asked in dict(choices) else ""


def _target_day(today: date, holidays: Collection[date]) -> date | None:
    """The day before which what came waits too long; None where the council has set no target."""
    try:
        return looking.target_day(today, holidays)
    except NoFigureHolds:
        return None


def _views(request: HttpRequest, totals: dict[str, Any], view: str) -> object:
    words: list[object] = []
    for key, name in VIEWS:
        shown = f"{name} ({sum(getattr(row, key) for row in totals.values()):,})" if key else name
        words += [" · "] if words else []
        words.append(element("strong", shown) if key == view else Link(shown, address_with(request, view=key, page="")))
    return element("p", *words, class_="govuk-body app-filter")


def _heading(totals: dict[str, Any]) -> Heading:
    many, pence, out, out_pence = (
        sum(getattr(row, name) for row in totals.values())
        for name in ("receipts", "pence", "paid_out", "paid_out_pence")
    )
    label = count(many - out, "receipt")
    if out:
        gone = f"{pounds(-out_pence)} went out in {count(out, 'payment')} nobody explained"
        label += f"; {gone}, so the control stands at {pounds(pence)}"
    return Heading("Suspense", "Money that has no owner yet", Figure(pounds(pence - out_pence), label))


def _tabs(request: HttpRequest, totals: dict[str, Any], state: str) -> Tabs:
    counts = {key: row.receipts for key, row in totals.items()} | {"": sum(row.receipts for row in totals.values())}
    names = {key: f"{name} ({counts.get(key, 0):,})" for key, name in TABS}
    links = [Link(name, address_with(request, state=key, page="")) for key, name in names.items()]
    return Tabs("Receipts shown", links, names[state])


def _accounts(request: HttpRequest, accounts: list[Any], chosen: Any) -> object:
    if len(accounts) < 2:
        return ""
    choices = [("", "All accounts"), *((account.code, account.code) for account in accounts)]
    here = chosen.code if chosen else ""
    words: list[object] = []
    for code, name in choices:
        words += [" · "] if words else ["Bank account: "]
        words.append(
            element("strong", name) if code == here else Link(name, address_with(request, account=code, page=""))
        )
    return element("p", *words, class_="govuk-body app-filter")


def _table(rows: Any, today: date, before: date | None, holidays: Collection[date], *, filtered: bool) -> Table:
    columns = [
        Column("From"),
        Column("Received", "day"),
        Column("Waits", "text"),
        Column("Amount", "money"),
        Column("Why"),
        Column("With"),
    ]
    empty = "No receipt is like that." if filtered else "Nothing is waiting. Every receipt has found its owner."
    shown = (_row(row, today, before, holidays) for row in rows)
    return Table("Receipts in suspense", columns, shown, empty=empty, caption_hidden=True)


def _row(row: Any, today: date, before: date | None, holidays: Collection[date]) -> list[object]:
    name = Link(row.payer_name or NOBODY, reverse("receipt", args=[row.receipt_id]))
    days = working_days_since(row.received_on, today, holidays)
    state = STATE_TAGS[row.state]
    waits = count(days, "working day") if days else "Today"
    partly = row.open_pence != row.amount_pence
    return [
        Noted(name, first_words(row.narrative or "", 70)),
        row.received_on,
        Noted(waits, "longer than we aim to") if before and row.received_on < before else waits,
        Noted(money(row.open_pence), f"of {pounds(row.amount_pence)}") if partly else row.open_pence,
        Noted(state, row.reason) if row.reason else state,
        _with(row, today),
    ]


def _with(row: Any, today: date) -> object:
    """Who looks after it, and what a service was asked."""
    owner = row.owner or "Nobody"
    if row.asked_of is None:
        return owner
    if row.answered_on:
        return Noted(owner, f"{row.asked_of} answered {day(row.answered_on)}")
    late = "was to answer" if row.answer_by < today else "is to answer"
    return Noted(owner, f"{row.asked_of} {late} by {day(row.answer_by)}")
