"""Every mandate, and what waits to be done about them: confirmations, notices, mandates about to lapse."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from piperoll.direct_debit import queries
from piperoll.direct_debit.deeds import STATES_IN_WORDS
from piperoll.direct_debit.dormant_mandates import dormant_mandates
from piperoll.direct_debit.import_modulus_tables import import_modulus_tables
from piperoll.direct_debit.notify_collections import notify_collections
from piperoll.direct_debit.rules import CHANNELS
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.web.addresses import customer_address
from piperoll.web.components.links import Link, Tabs
from piperoll.web.components.status import Figure, Figures, Tag
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.wording import count, day
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.direct_debit.forms import TablesForm
from piperoll.web.direct_debit.wording import mandate_link, state_tag
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.letters.wording import state_tag as letter_tag
from piperoll.web.paging import address_with, page_number, pages
from piperoll.web.record.seeing import masked

A_PAGE = 50
TABS = {
    "Mandates": "mandates",
    "Collecting": "collection_runs",
    "Confirmations": "confirmations_due",
    "Notices": "notices_stuck",
    "Dormant soon": "dormant_soon",
    "Modulus tables": "modulus_tables",
    "The Guarantee": "guarantee",
}


def tabs(current: str) -> Tabs:
    """The parts of the section, the current one marked."""
    return Tabs("Direct Debits", [Link(name, reverse(address)) for name, address in TABS.items()], current)


@page(permission="see_mandates", section="Direct Debits")
@require_GET
def mandates(request: PageRequest) -> HttpResponse:
    """Mandates of every state or of one."""
    state = request.GET.get("state", "")
    state = state if state in STATES_IN_WORDS else ""
    found = queries.listed(state=state, **_slice(request))
    counted = queries.counted()
    figures = tuple(
        Figure(f"{counted[one]:,}", words, address_with(request, state=one, page=""))
        for one, words in STATES_IN_WORDS.items()
        if counted.get(one)
    )
    about = f"Those that are {STATES_IN_WORDS[state]}." if state else ""
    return _shown(request, "Mandates", found, _mandates, figures=Figures(figures), about=about)


@page(permission="see_mandates", section="Direct Debits")
@require_GET
def confirmations(request: PageRequest) -> HttpResponse:
    """Confirmations that have not gone, by the day they must."""
    about = (
        "Each payer must have it in writing soon after setting up: the day stands beside it. Dispatch sends what waits."
    )
    return _shown(request, "Confirmations", queries.confirmations_due(**_slice(request)), _confirmations, about=about)


@page(permission="see_mandates", section="Direct Debits")
@require_GET
def notices(request: PageRequest) -> HttpResponse:
    """Notices that have not gone, by the day of their collection; and writing those that are due."""
    found = queries.notices_stuck(on=timezone.localdate(), **_slice(request))
    about = "Written and not gone. What the payer is not told in time is not taken."
    return _shown(
        request, "Notices", found, _stuck, about=about, act=_act(request, "notify_collections", "Write notices")
    )


@page(permission="see_mandates", section="Direct Debits")
@require_GET
def dormant(request: PageRequest) -> HttpResponse:
    """Mandates about to lapse, and those that have."""
    found = queries.dormant_soon(on=timezone.localdate(), **_slice(request))
    about = "A bank lets a mandate lapse that is not used. A collection keeps it; one that lapsed must be given anew."
    act = _act(request, "dormant_mandates", "Mark those that lapsed")
    return _shown(request, "Dormant soon", found, _dormant, about=about, act=act)


@page(permission="notify_collections", section="Direct Debits")
@require_POST
def notify(request: PageRequest) -> HttpResponse:
    """Write every notice that is due."""
    made = said_or_refused(
        request,
        lambda: notify_collections(**deed(request)),
        lambda told: (
            f"{count(told.notices, 'notice')} written of {pounds(told.amount_pence)}; dispatch sends them."
            + (
                f" {count(told.moved, 'day')} too near to be told in time moved to the first that can."
                if told.moved
                else ""
            )
        ),
    )
    return redirect("letter_batch", made.run) if made else redirect("notices_stuck")


@page(permission="dormant_mandates", section="Direct Debits")
@require_POST
def lapse(request: PageRequest) -> HttpResponse:
    """Mark those that lapsed."""
    said_or_refused(
        request,
        lambda: dormant_mandates(**deed(request)),
        lambda told: f"{count(told.mandates, 'mandate')} dormant.",
    )
    return redirect("dormant_soon")


@page(permission="see_mandates", section="Direct Debits")
@require_http_methods(["GET", "POST"])
def modulus(request: PageRequest) -> HttpResponse:
    """The modulus tables in force and before, and taking in others."""
    may = "import_modulus_tables" in request.actor.may
    form = TablesForm(request.POST, request.FILES) if request.method == "POST" else TablesForm()
    if request.method == "POST" and may and form.is_valid():
        told = form.cleaned_data
        second = told["substitutes"]
        try:
            took = import_modulus_tables(
                weights=told["weights"].read(), substitutes=second.read() if second else None, source=told["source"],
                valid_from=told["valid_from"], **deed(request),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return done(request, f"{count(took.checks, 'check')} from {day(took.valid_from)}.", "modulus_tables")
    pieces = {"tabs": tabs("Modulus tables"), "form": form if may else None, "table": _imports(queries.imports())}
    return render(request, "direct_debit/modulus.html", pieces)


def _slice(request: PageRequest) -> dict[str, int]:
    return {"most": A_PAGE + 1, "after": (page_number(request) - 1) * A_PAGE}


def _act(request: PageRequest, verb: str, words: str) -> dict[str, str] | None:
    return {"address": reverse(verb), "words": words} if verb in request.actor.may else None


def _shown(request: PageRequest, tab: str, found: list[Any], table: Any, **more: object) -> HttpResponse:
    rows = masked(request, found[:A_PAGE])
    pieces = {"tabs": tabs(tab), "table": table(rows), "pages": pages(request, more=len(found) > A_PAGE), **more}
    return render(request, "direct_debit/list.html", pieces)


def _customer(row: Any) -> Noted:
    return Noted(Link(row.customer, customer_address(row.customer_reference)), row.customer_reference)


def _mandates(rows: list[Any]) -> Table:
    columns = [Column("Direct Debit"), Column("Customer"), Column("From"), Column("Given"), Column("State")]
    listed = [
        [
            mandate_link(row), _customer(row), f"••••{row.last_four}", CHANNELS[row.channel],
            Noted(state_tag(row.state), f"since {day(row.since)}"),
        ]
        for row in rows
    ]  # fmt: skip
    return Table("Direct Debits", columns, listed, empty="No mandate is like that.", caption_hidden=True)


def _confirmations(rows: list[Any]) -> Table:
    today = timezone.localdate()
    columns = [Column("Direct Debit"), Column("Customer"), Column("Given"), Column("Must go by"), Column("Letter")]
    listed = [
        [
            mandate_link(row), _customer(row), Noted(CHANNELS[row.channel], day(row.agreed_on)),
            Noted(day(row.confirm_by), Tag("Late", "red")) if row.confirm_by < today else day(row.confirm_by),
            _letter(row),
        ]
        for row in rows
    ]  # fmt: skip
    return Table("Confirmations", columns, listed, empty="Every confirmation has gone.", caption_hidden=True)


def _stuck(rows: list[Any]) -> Table:
    columns = [
        Column("Direct Debit"), Column("Customer"), Column("To be taken", "day"), Column("Amount", "money"),
        Column("Letter"),
    ]  # fmt: skip
    listed = [[mandate_link(row), _customer(row), row.collect_on, row.amount_pence, _letter(row)] for row in rows]
    return Table("Notices", columns, listed, empty="Every notice has gone.", caption_hidden=True)


def _letter(row: Any) -> Noted:
    link = Link("See the letter", reverse("letter_document", args=[row.document_id]), f"of {row.reference}")
    return Noted(letter_tag(row.state), Noted(link, row.reason) if row.reason else link)


def _dormant(rows: list[Any]) -> Table:
    today = timezone.localdate()
    columns = [Column("Direct Debit"), Column("Customer"), Column("Last used", "day"), Column("Lapses")]
    listed = [
        [
            mandate_link(row), _customer(row), row.last_on,
            Noted(day(row.lapses_on), Tag("Lapsed", "red")) if row.lapses_on <= today else day(row.lapses_on),
        ]
        for row in rows
    ]  # fmt: skip
    return Table("Dormant soon", columns, listed, empty="None lapses soon.", caption_hidden=True)


def _imports(rows: list[Any]) -> Table:
    columns = [
        Column("From", "day"),
        Column("Source"),
        Column("Checks", "count"),
        Column("scsubtab.txt"),
        Column("Taken in"),
    ]
    today, listed, holds = timezone.localdate(), [], False
    for row in rows:
        is_now = not holds and row.valid_from <= today
        holds = holds or is_now
        first = Noted(day(row.valid_from), Tag("In force", "green")) if is_now else row.valid_from
        cells = [
            first,
            row.source,
            row.checks,
            "Yes" if row.has_substitutes else "No",
            Noted(day(row.started_at), row.by_name),
        ]
        listed.append(Row(cells, quiet=not is_now and row.valid_from <= today))
    empty = "No tables were taken in, so no bank details can be checked."
    return Table("Modulus tables", columns, listed, empty=empty, caption_hidden=True)
