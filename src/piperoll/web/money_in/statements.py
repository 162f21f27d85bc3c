"""Bank statements: what was banked, how it was proved, and what became of every line."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.receipting import queries
from piperoll.receipting.allocate_receipts import Allocated, allocate_receipts
from piperoll.receipting.import_statement import Imported, import_statement
from piperoll.web.components.links import Link, Tabs, breadcrumbs
from piperoll.web.components.status import Figure, Figures, Heading, Tag
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.wording import count, day, moment
from piperoll.web.deeds import deed, on_disk, said_or_refused
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.money_in.forms import UploadStatementForm
from piperoll.web.money_in.tabs import tabs
from piperoll.web.money_in.wording import NOBODY, account_words, became, first_words, kind_words
from piperoll.web.names import name_of
from piperoll.web.paging import address_with, page_number, pages
from piperoll.web.record.seeing import not_named

SHOWN = (("", "All"), ("placed", "Placed"), ("suggested", "Suggested"), ("suspense", "In suspense"))


@page(permission="see_receipts", section="Money in")
@require_GET
def statements(request: PageRequest) -> HttpResponse:
    """Our bank accounts, and their statements newest first."""
    accounts = queries.bank_accounts()
    chosen = next((account for account in accounts if account.code == request.GET.get("account")), None)
    found = queries.statements(account=chosen.id if chosen else None, page=page_number(request))
    waiting = queries.suspense_totals()
    pieces = {
        "tabs": tabs(request, "statements"),
        "figures": _waiting_figures(waiting),
        "accounts": _accounts(accounts),
        "statements": _statements(found.rows, f"Statements of {chosen.name}" if chosen else "Statements"),
        "chosen": chosen,
        "pages": pages(request, more=found.more),
        "waiting": sum(row.receipts for row in waiting.values()),
    }
    return render(request, "money_in/statements.html", pieces)


@page(permission="see_receipts", section="Money in")
@require_GET
def statement(request: HttpRequest, statement_id: int) -> HttpResponse:
    """One statement: how it proves, and its lines with what each became."""
    shown = queries.statement(statement_id)
    if shown is None:
        raise Http404
    state, words = request.GET.get("state", ""), request.GET.get("q", "")
    found = queries.lines(statement_id, state=state, words=words, page=page_number(request))
    pieces = {
        "trail": breadcrumbs(Link("Money in", reverse("statements"))),
        "heading": _statement_heading(shown),
        "facts": _facts(shown),
        "proof": _proof(shown),
        "tabs": _state_tabs(request, shown, state),
        "lines": _lines(found.rows, any_at_all=shown.line_count > 0, hidden=not_named(request)),
        "pages": pages(request, more=found.more),
        "kept": {"state": state},
        "words": words,
        "shown": shown,
    }
    return render(request, "money_in/statement.html", pieces)


@page(permission="import_statement", section="Money in")
@require_http_methods(["GET", "POST"])
def upload_statement(request: HttpRequest) -> HttpResponse:
    """Bank a statement file, or say why it was refused."""
    form = UploadStatementForm(request.POST, request.FILES) if request.method == "POST" else UploadStatementForm()
    if form.is_valid():
        try:
            imported = _bank(request, form.cleaned_data)
        except Refused as refusal:
            if refusal.exit_code == 0:
                return done(request, refusal.sentence, "run", refusal.facts["run"])
            form.add_error("file", refusal.sentence)
        else:
            return done(request, _imported(imported), "statements")
    trail = breadcrumbs(Link("Money in", reverse("statements")))
    return render(request, "money_in/upload.html", {"form": form, "trail": trail})


@page(permission="allocate_receipts", section="Money in")
@require_POST
def allocate(request: HttpRequest) -> HttpResponse:
    """Have the engine look at everything in suspense."""
    said_or_refused(request, lambda: allocate_receipts(**deed(request)), _allocated)
    if banking := request.POST.get("banking", ""):
        return redirect("banking", int(banking)) if banking.isdecimal() and len(banking) < 16 else redirect("bankings")
    came_from = request.POST.get("from", "")
    return redirect({"suspense": "suspense", "desk": "allocation_desk"}.get(came_from, "statements"))


def _bank(request: HttpRequest, asked: dict[str, Any]) -> Imported:
    with on_disk(asked["file"]) as path:
        return import_statement(
            file=path, name=asked["file"].name, bank_account=asked["bank_account"] or None,
            closing_pence=asked["closing"], profile=asked["profile"] or None, **deed(request),
        )  # fmt: skip


def _imported(done_: Imported) -> str:
    known = f" {count(done_.lines_known_before, 'line')} had been banked before." if done_.lines_known_before else ""
    return (
        f"Run {done_.run} banked {count(done_.lines, 'line')}: {pounds(done_.credit_pence)} in, "
        f"{pounds(done_.debit_pence)} out.{known}"
    )


def _allocated(made: Allocated) -> str:
    return (
        f"Run {made.run} looked at {count(made.looked_at, 'receipt')}: {made.allocated:,} allocated, "
        f"{made.suggested:,} suggested, {made.suspense:,} left in suspense"
        + (f", {made.for_funds:,} for other ledgers." if made.for_funds else ".")
    )


def _waiting_figures(waiting: dict[str, Any]) -> Figures:
    suggested, fresh = waiting.get("suggested"), waiting.get("new")
    many, everything, out, out_pence = (
        sum(getattr(row, name) for row in waiting.values())
        for name in ("receipts", "pence", "paid_out", "paid_out_pence")
    )
    went_out = f"; {pounds(-out_pence)} went out" if out else ""
    return Figures(
        (
            Figure(
                pounds(everything - out_pence), f"in suspense: {count(many - out, 'receipt')}{went_out}",
                reverse("suspense"),
            ),
            Figure(
                f"{suggested.receipts:,}" if suggested else "0", "suggestions to confirm",
                reverse("suspense") + "?state=suggested",
            ),
            Figure(f"{fresh.receipts:,}" if fresh else "0", "not looked at yet", reverse("suspense") + "?state=new"),
        )
    )  # fmt: skip


def _accounts(accounts: list[Any]) -> Table:
    rows = [
        [
            Noted(
                Link(account.name, f"?account={account.code}#statements"),
                f"{account.code} · {account_words(account.sort_code, account.account_number)}",
            ),
            Link(day(account.closed_on), reverse("statement", args=[account.statement_id]))
            if account.statement_id
            else "None yet",
            account.closing_pence,
        ]
        for account in accounts
    ]
    columns = [Column("Bank account"), Column("Last statement", "day"), Column("Closing balance", "money")]
    return Table(
        "Where we stand with the bank", columns, rows, empty="There is no bank account yet. Add one in Set-up."
    )


def _statements(rows: Any, title: str) -> Table:
    columns = [
        Column("Statement"), Column("Opened at", "money"), Column("Closed at", "money"), Column("Lines", "count"),
        Column("Suggested", "count"), Column("In suspense", "count"), Column("Still waiting", "money"),
    ]  # fmt: skip
    return Table(title, columns, map(_statement_row, rows), empty="No statement has been banked yet.")


def _statement_row(row: Any) -> list[object]:
    title = Link(f"{row.code}, {day(row.closed_on)}", reverse("statement", args=[row.id]))
    waits = row.suggested_pence + row.suspense_pence
    return [
        Noted(title, f"{row.format}{', balance entered by hand' if row.entered_balance else ''}"),
        row.opening_pence, row.closing_pence, row.line_count, row.suggested or None, row.suspense or None,
        waits if row.suggested or row.suspense else Tag("All placed", "green"),
    ]  # fmt: skip


def _statement_heading(shown: Any) -> Heading:
    dates = day(shown.closed_on)
    if shown.opened_on != shown.closed_on:
        dates = f"{day(shown.opened_on)} to {dates}"
    proved = Tag("Balance entered by hand", "yellow") if shown.entered_balance else Tag("Proved by the file", "green")
    figure = Figure(pounds(shown.closing_pence), "closing balance")
    return Heading(dates, f"{shown.account_name} ({shown.code})", figure, (proved,))


def _facts(shown: Any) -> Summary:
    neighbours = [
        Link(text, reverse("statement", args=[key]), about=f"statement than {day(shown.closed_on)}")
        for text, key in (("Earlier", shown.previous_id), ("Later", shown.next_id))
        if key
    ]
    return Summary(
        [
            Fact("File", shown.content_name),
            Fact("Format", shown.format),
            Fact("Bank’s reference", shown.bank_reference or "None"),
            Fact("Banked by", f"{name_of(shown.by_username)}, {moment(shown.started_at)}"),
            Fact("Run", Link(str(shown.run_id), reverse("run", args=[shown.run_id]))),
        ],
        title="About this statement",
        actions=neighbours,
    )


def _proof(shown: Any) -> Table:
    ours = shown.opening_pence + shown.in_pence - shown.out_pence
    return Table(
        "How it proves",
        [Column("Figure"), Column("Amount", "money")],
        [
            ["Opening balance", shown.opening_pence],
            ["Money in", shown.in_pence],
            ["Money out", -shown.out_pence],
            ["Makes", ours],
            Row(["The bank’s closing balance", shown.closing_pence]),
        ],
        foot=["Difference", shown.closing_pence - ours],
    )


def _state_tabs(request: HttpRequest, shown: Any, state: str) -> Tabs:
    counts = {
        "": shown.line_count, "placed": shown.placed, "suggested": shown.suggested, "suspense": shown.suspense,
    }  # fmt: skip
    names = {key: f"{name} ({counts[key]:,})" for key, name in SHOWN}
    links = [Link(name, address_with(request, state=key, page="")) for key, name in names.items()]
    return Tabs("Lines shown", links, names.get(state, ""))


def _lines(rows: Any, *, any_at_all: bool, hidden: Collection[str]) -> Table:
    columns = [
        Column("Line"),
        Column("Date", "day"),
        Column("From"),
        Column("Amount", "money"),
        Column("What became of it"),
    ]
    empty = "No line is like that." if any_at_all else "This statement has no lines."
    return Table("Lines", columns, map(partial(_line, hidden=hidden), rows), empty=empty, caption_hidden=True)


def _line(row: Any, *, hidden: Collection[str]) -> list[object]:
    name = row.payer_name or NOBODY
    payer = Link(name, reverse("receipt", args=[row.receipt_id])) if row.receipt_id else name
    words = first_words(row.narrative)
    return [
        row.line_number,
        row.booked_on,
        Noted(payer, words or kind_words(row.kind)),
        row.amount_pence,
        became(row, hidden=hidden),
    ]
