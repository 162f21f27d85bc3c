"""The register of funds: each one, writing one with references to try, and approving it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from piperoll.formats.fund_file import FIELDS, layout_of
from piperoll.foundations.fund_references import CHECKS, FundReference, PatternWrong
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.funds import queries
from piperoll.funds.approve_fund import approve_fund
from piperoll.funds.trying import Tried, patterns_of, tried, why_not
from piperoll.funds.write_fund import write_fund
from piperoll.interfaces import queries as files
from piperoll.web.components.links import Link
from piperoll.web.components.status import Tag
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import count, day
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.funds.files import table_of
from piperoll.web.funds.forms import FundForm, start_of
from piperoll.web.funds.trails import trail
from piperoll.web.money_in.tabs import tabs


@page(permission="see_receipts", section="Money in")
@require_GET
def funds(request: PageRequest) -> HttpResponse:
    """Every fund."""
    columns = [Column("Fund"), Column("References"), Column("Held in"), Column("From", "day"), Column("State")]
    empty = "No other ledger’s money is told from ours yet: it all waits in suspense."
    table = Table("Funds", columns, map(_row, queries.funds()), empty=empty)
    late = files.chased(timezone.localdate())
    chase = table_of(late, "To chase: not answered in time, or answered otherwise", named=True) if late else ""
    return render(request, "funds/funds.html", {"table": table, "chase": chase, "tabs": tabs(request, "funds")})


@page(permission="see_receipts", section="Money in")
@require_GET
def fund(request: PageRequest, code: str) -> HttpResponse:
    """One fund: its newest version, what the samples are by it, and approving it."""
    shown = found_or_404(code)
    patterns = [FundReference.read(text) for text in shown.patterns]
    layout = layout_of(shown.layout)
    until = f" to {day(shown.valid_to)}" if shown.valid_to else " on"
    facts = [
        *(Fact(pattern.shape, CHECKS[pattern.check].capitalize()) for pattern in patterns),
        Fact("Words its payers use", ", ".join(shown.words) or "None"),
        Fact("Held in", f"{shown.ledger_code}, nominal {shown.nominal}"),
        Fact("Holds", f"From {day(shown.valid_from)}{until}"),
        Fact("Its file", f"{'; '.join(f'{heading}: {FIELDS[field]}' for heading, field in layout.pairs)}"),
        Fact("Written by", shown.written_by),
    ]
    pieces = {
        "shown": shown,
        "state": _state(shown),
        "facts": Summary(facts, title="How its money is known and told"),
        "tried": _tried(tried(patterns, shown.samples)),
        "files": table_of(files.files(shown.code), "Files that told them"),
        "untold": _untold(files.untold().get(shown.code)),
        "may_approve": shown.waits
        and "approve_fund" in request.actor.may
        and shown.written_by_id != request.actor.user_id,
        "trail": trail(Link("Other ledgers", reverse("funds"))),
    }
    return render(request, "funds/fund.html", pieces)


@page(permission="write_fund", section="Money in")
@require_http_methods(["GET", "POST"])
def write(request: PageRequest) -> HttpResponse:
    """Say how a fund is known, and try it on references of theirs before it is kept."""
    form = FundForm(request.POST or None, initial=_start(request), use_required_attribute=False)
    found: list[Tried] | None = None
    verdict = ""
    if form.is_valid():
        try:
            patterns = patterns_of(form.listed("patterns"))
            found = tried(patterns, form.listed("samples"))
            verdict = why_not(patterns, found)
            if "keep" in request.POST:
                kept = write_fund(**_given(form), **deed(request))
                return done(request, "Kept. Somebody else approves it.", "fund", kept.fund)
        except PatternWrong as fault:
            form.add_error("patterns", f"{fault}")
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
    pieces = {
        "form": form,
        "tried": "" if found is None else _tried(found),
        "verdict": verdict,
        "trail": trail(Link("Other ledgers", reverse("funds"))),
    }
    return render(request, "funds/write.html", pieces)


@page(permission="approve_fund", section="Money in")
@require_POST
def approve(request: PageRequest, code: str) -> HttpResponse:
    """Approve the newest version."""
    said_or_refused(
        request,
        lambda: approve_fund(fund=code, **deed(request)),
        lambda made: f"{made.fund} is known so from {day(made.valid_from)} on.",
    )
    return redirect("fund", code)


def found_or_404(code: str) -> Any:
    """The fund, or page not found."""
    found = queries.fund(code)
    if found is None:
        raise Http404
    return found


def _given(form: FundForm) -> dict[str, Any]:
    plain = ("code", "name", "ledger_code", "nominal", "valid_from", "valid_to")
    boxes = {name: form.listed(name) for name in ("patterns", "samples", "words")}
    return {name: form.cleaned_data[name] for name in plain} | boxes | {"layout": form.layout}


def _start(request: PageRequest) -> dict[str, Any]:
    code = request.GET.get("code", "")
    if not code:
        return start_of(timezone.localdate())
    shown = found_or_404(code)
    boxes = {name: "\n".join(getattr(shown, name)) for name in ("patterns", "samples", "words")}
    layout: dict[str, Any] = shown.layout
    return start_of(timezone.localdate()) | layout | boxes | {"code": shown.code, "valid_to": shown.valid_to}


def _row(row: Any) -> list[object]:
    title = Noted(Link(row.name, reverse("fund", args=[row.code])), row.code)
    shapes = ", ".join(text.split()[0] for text in row.patterns) or f"words alone: {', '.join(row.words)}"
    return [title, shapes, row.ledger_code, row.valid_from, _state(row)]


def _state(row: Any) -> object:
    if row.approved is None:
        return Tag("Waits to be approved", "yellow")
    tag = Tag("Approved", "green")
    return Noted(tag, f"A newer version, by {row.written_by}, waits") if row.waits else tag


def _untold(waiting: Any) -> str:
    if waiting is None:
        return ""
    return f"{count(waiting.placements, 'placement')}, {pounds(waiting.pence)}, they were not told of yet."


def _tried(found: list[Tried]) -> Table:
    columns = [Column("Reference"), Column("Shape"), Column("Check digits")]
    rows = [
        [
            one.sample,
            one.pattern.shape if one.pattern else Tag("None", "red"),
            _check(one),
        ]
        for one in found
    ]
    return Table("What was tried", columns, rows, empty="No reference was tried.")


def _check(one: Tried) -> object:
    if one.pattern is None:
        return ""
    if one.pattern.check == "none":
        return "There are none"
    if one.pattern.check == "born":
        return Tag("With a date of birth", "green")
    return Tag("Right", "green") if one.checks else Tag("Wrong", "red")
