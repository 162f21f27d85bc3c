"""The first page: today's figures, what needs a look, and where to go next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from piperoll.council.models import Council
from piperoll.foundations.money import pounds
from piperoll.interfaces.alerts import standing
from piperoll.reconciliation.models import MonthEnd
from piperoll.reconciliation.month_ends import to_sign_by, unsigned
from piperoll.reporting.home_figures import Today, figures
from piperoll.reporting.set_up_gaps import gaps
from piperoll.web.components.links import Link
from piperoll.web.components.status import Figure, Figures, Tag
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import count, day, moment
from piperoll.web.doors import EVERY_ROLE, PageRequest, page
from piperoll.web.home.asking import second_looks, waiting_figures, waiting_tables
from piperoll.web.home.dues import dues, has_a_list
from piperoll.web.home.ways import ways
from piperoll.web.names import names_of
from piperoll.web.runs.wording import verb_words


@page(permission=EVERY_ROLE, section="Home")
def home(request: PageRequest) -> HttpResponse:
    """Today for whoever signed in: only figures they may look into."""
    today, now = timezone.localdate(), timezone.localtime()
    shown = figures(today=today, at=now)
    may = request.actor.may
    due, next_due = dues(request)
    theirs_are_books = not has_a_list(may)
    pieces = {
        "finds_customers": True,
        "greeting": _greeting(now.hour, request.actor.name),
        "today": f"{today:%A} {day(today)}",
        "figures": Figures(
            (
                *waiting_figures(request.actor),
                *second_looks(request.actor),
                *due,
                *_figures(shown, may),
                *_month_end(today, may),
                *_alerts(now, may),
            )
        ),
        "statements": _statements(shown) if "see_receipts" in may and theirs_are_books else "",
        "without": _without(shown) if "see_receipts" in may and theirs_are_books else "",
        "attention": _attention(shown) if "see_runs" in may and theirs_are_books else "",
        "asked": [*waiting_tables(request.actor), *next_due],
        "ways": ways(may),
        "lacks": "add_first_figures" in may and Council.objects.exists() and bool(gaps(today)),
    }
    return render(request, "home/home.html", pieces)


def _greeting(hour: int, name: str) -> str:
    part = "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"
    return f"Good {part}, {name.split()[0]}" if name.split() else f"Good {part}"


def _figures(shown: Today, may: frozenset[str]) -> Iterator[Figure]:
    suspense, overdue = shown.suspense, shown.overdue
    if "see_receipts" in may:
        oldest = f", the oldest since {day(suspense.oldest_on)}" if suspense.oldest_on else ""
        out = f"; {pounds(suspense.paid_out_pence)} went out" if suspense.paid_out_pence else ""
        yield Figure(
            pounds(suspense.pence), f"in suspense: {count(suspense.receipts, 'receipt')}{oldest}{out}", "/suspense/"
        )
        waiting = "suggestion waits" if suspense.suggested == 1 else "suggestions wait"
        waiting += " for you" if "accept_candidate" in may else ""
        yield Figure(f"{suspense.suggested:,}", waiting, "/suspense/?state=suggested")
        yield Figure(pounds(shown.banked_pence), f"banked {_when_banked(shown)}", "/money-in/")
    if "see_invoices" in may:
        month = shown.billed_since or shown.on.replace(day=1)
        raised = f"raised in {_month(month, shown.on)}: {count(shown.invoices, 'invoice')}"
        yield Figure(pounds(shown.raised_pence), raised, f"/invoices/?since={month.isoformat()}")
    if "see_reports" in may:
        since = "" if (timezone.now() - overdue.at).total_seconds() < 60 else f", at {_clock(overdue.at)}"
        yield Figure(pounds(overdue.pence), f"overdue: {count(overdue.items, 'item')}{since}", "/reports/aged-debt/")


def _month_end(today: date, may: frozenset[str]) -> Iterator[Figure]:
    """The last month's reconciliations for those who make them, until all are signed."""
    waiting = unsigned(today) if "prepare_month_end" in may and MonthEnd.objects.exists() else []
    if waiting:
        by = to_sign_by(waiting[0].until)
        when = f"late since {day(by)}" if today > by else f"to be signed by {day(by)}"
        yield Figure(
            f"{len(waiting):,}", f"of {waiting[0].until:%B}’s reconciliations {when}", "/reconciliation/month-ends/"
        )


def _alerts(now: datetime, may: frozenset[str]) -> Iterator[Figure]:
    """Files amiss, when there are any."""
    many = len(standing(now)) if "see_alerts" in may else 0
    if many:
        yield Figure(f"{many:,}", f"{'file' if many == 1 else 'files'} late or refused", "/money-in/alerts/")


def _when_banked(shown: Today) -> str:
    return f"on {day(shown.banked_on)}" if shown.banked_on and shown.banked_on != shown.on else "today"


def _month(since: date, today: date) -> str:
    return f"{since:%B}" if since.year == today.year else f"{since:%B %Y}"


def _clock(at: Any) -> str:
    return moment(at).partition(", ")[2]


def _statements(shown: Today) -> Table:
    columns = [
        Column("Bank account"),
        Column("Last statement", "day"),
        Column("Lines", "count"),
        Column("Moved", "money"),
        Column("Closed at", "money"),
    ]
    rows = (_statement(row, shown.on) for row in shown.statements if row.statement_id)
    return Table("Bank statements", columns, rows, empty="No bank statement has been taken in yet.")


def _statement(row: Any, today: date) -> list[object]:
    named = Noted(Link(row.name, f"/money-in/statements/{row.statement_id}/"), row.code)
    days = (today - row.closed_on).days
    closed: object = Noted(day(row.closed_on), f"{count(days, 'day')} ago") if days > 1 else row.closed_on
    return [named, closed, row.line_count, row.moved_pence, row.closing_pence]


def _without(shown: Today) -> str:
    """The accounts that no statement has come for yet, in a sentence."""
    codes = [row.code for row in shown.statements if not row.statement_id]
    return f"No statement yet: {', '.join(codes)}." if codes else ""


def _attention(shown: Today) -> Table:
    columns = [Column("Run"), Column("Started", "day"), Column("By"), Column("Why it needs a look")]
    names = names_of(row.by_username for row in shown.attention)
    empty = "No run needs a look: none stopped, none is unsealed, and nothing was sent back."
    return Table("Runs that need a look", columns, [_run(row, names) for row in shown.attention], empty=empty)


def _run(row: Any, names: dict[str, str]) -> list[object]:
    if row.state == "failed":
        why: object = Noted(Tag("Stopped", "red"), row.why_failed[:120])
    elif row.state == "working":
        why = Tag("Working or stopped", "yellow")
    elif row.rejected:
        why = Link(f"{count(row.rejected, 'line')} sent back", f"/runs/{row.id}/")
    else:
        why = Tag("Not sealed yet", "orange")
    named = Noted(Link(f"{verb_words(row.verb)}, run {row.id}", f"/runs/{row.id}/"), row.content_name)
    return [named, row.started_at, names[row.by_username], why]
