"""How payers' lists in text and PDF look: every layout, one written and tried on a sample, one approved."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from piperoll.formats.payment_files import LayoutWrong
from piperoll.formats.remittance_layouts import FIRST, Layout, Seen, layout_of
from piperoll.formats.remittance_tables import Remittance
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.receipting.approve_remittance_profile import approve_remittance_profile
from piperoll.receipting.remittance_profiles import not_proved, read_by, remittance_profiles
from piperoll.receipting.write_remittance_profile import write_remittance_profile
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Tag
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import count, day
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.money_in.remittance_forms import PATTERNS, LayoutForm

LINES_SHOWN = 120
_TAKEN_FOR = {
    "line": Tag("A payment", "green"), "total": Tag("Its total", "blue"), "payment": Tag("Its reference", "blue"),
    "paid_on": Tag("Its day", "blue"), "wrong": Tag("Cannot be read", "red"), "": "",
}  # fmt: skip


@page(permission="see_receipts", section="Money in")
@require_GET
def layouts(request: PageRequest) -> HttpResponse:
    """Every layout, and whether lists are read by it."""
    columns = [Column("Payer"), Column("State")]
    rows = [
        [Noted(Link(row.payer, reverse("remittance_layout", args=[row.code])), row.code), _state(row)]
        for row in remittance_profiles()
    ]
    pieces = {
        "table": Table(
            "Layouts", columns, rows, empty="How a payer’s lists look is not written yet.", caption_hidden=True
        ),
        "first": [Link(name, f"{reverse('write_remittance_profile')}?first={name}") for name in FIRST],
        "trail": _trail(),
    }  # fmt: skip
    return render(request, "money_in/remittance_layouts.html", pieces)


@page(permission="write_remittance_profile", section="Money in")
@require_http_methods(["GET", "POST"])
def write(request: PageRequest) -> HttpResponse:
    """Write how a payer's lists look, and try it on one before it is kept."""
    form = LayoutForm(
        request.POST or None, request.FILES or None, initial=_start(request), use_required_attribute=False
    )
    tried: dict[str, Any] = {}
    if form.is_valid():
        told, sample = form.cleaned_data, form.cleaned_data["sample"].read()
        try:
            layout = layout_of(form.layout)
            tried = _tried(layout, *read_by(layout, sample, "The sample"))
            if "keep" in request.POST:
                kept = write_remittance_profile(
                    code=told["code"], payer=told["payer"], layout=form.layout, sample=sample, **deed(request)
                )
                return done(request, "Kept. Somebody else approves it.", "remittance_layout", kept.profile)
        except LayoutWrong as fault:
            form.wrong(fault.field, fault.why)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
    trail = _trail(Link("Layouts", reverse("remittance_layouts")))
    return render(request, "money_in/write_remittance_layout.html", {"form": form, "trail": trail} | tried)


@page(permission="see_receipts", section="Money in")
@require_GET
def layout(request: PageRequest, code: str) -> HttpResponse:
    """One layout, its newest version, and approving it."""
    shown = _found(code)
    told = json.loads(shown.layout)
    facts = [Fact(str(LayoutForm.base_fields[name].label), told[name]) for name in PATTERNS if told.get(name)]
    pieces = {
        "shown": shown,
        "state": _state(shown),
        "facts": Summary(facts, title=f"How its lists look, version {shown.newest}"),
        "may_approve": shown.waits
        and "approve_remittance_profile" in request.actor.may
        and shown.written_by_id != request.actor.user_id,
        "trail": _trail(Link("Layouts", reverse("remittance_layouts"))),
    }
    return render(request, "money_in/remittance_layout.html", pieces)


@page(permission="approve_remittance_profile", section="Money in")
@require_POST
def approve(request: PageRequest, code: str) -> HttpResponse:
    """Approve the newest version."""
    said_or_refused(
        request,
        lambda: approve_remittance_profile(profile=code, **deed(request)),
        lambda made: f"Lists of {made.profile} are read by version {made.version} from now on.",
    )
    return redirect("remittance_layout", code)


def _trail(*more: Link) -> Any:
    return breadcrumbs(Link("Money in", reverse("statements")), Link("Remittances", reverse("remittances")), *more)


def _start(request: PageRequest) -> dict[str, Any]:
    """A layout that comes with Piperoll, or the newest of a payer, to start from."""
    first, code = request.GET.get("first", ""), request.GET.get("code", "")
    if first in FIRST:
        return FIRST[first].told()
    if not code:
        return {}
    shown = _found(code)
    told: dict[str, Any] = json.loads(shown.layout)
    return told | {"code": shown.code, "payer": shown.payer}


def _found(code: str) -> Any:
    found = next((row for row in remittance_profiles() if row.code == code.upper()), None)
    if found is None:
        raise Http404
    return found


def _state(row: Any) -> object:
    if row.approved is None:
        return Noted(Tag("Waits to be approved", "yellow"), f"Written by {row.written_by}")
    tag = Tag("Approved", "green")
    return Noted(tag, f"A newer version, by {row.written_by}, waits") if row.waits else tag


def _tried(layout: Layout, found: Remittance, seen: list[Seen]) -> dict[str, Any]:
    """What became of a sample: the verdict, what was read, and each line with what it was taken for."""
    columns = [Column("Line"), Column("What it says"), Column("Taken for")]
    shown = [one for one in seen if one.text.strip()]
    rows = [[str(one.number), one.text, _TAKEN_FOR[one.taken_for]] for one in shown[:LINES_SHOWN]]
    pence = sum(line.amount_pence for line in found.lines)
    facts = [
        Fact("Payments", f"{count(len(found.lines), 'line')}, {pounds(pence)}"),
        Fact("Total", "Not told" if found.total_pence is None else pounds(found.total_pence)),
        Fact("Payment reference", found.payment or "Not told"),
        Fact("Paid on", day(found.paid_on) if found.paid_on else "Not told"),
    ]
    left = f"The first {LINES_SHOWN} of its {len(shown):,} lines" if len(shown) > LINES_SHOWN else "Its lines"
    return {
        "verdict": not_proved(found, layout),
        "read": Summary(facts, title="What was read"),
        "tried": Table(left, columns, rows),
    }
