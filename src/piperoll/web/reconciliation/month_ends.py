"""A month's reconciliations: prepared by one, signed by another, with their evidence."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.reconciliation.evidence import EvidenceDiffers, pack, proved_rows
from piperoll.reconciliation.models import MonthEnd, Review
from piperoll.reconciliation.month_ends import (
    STATES,
    Standing,
    newest_of,
    numbered,
    review_of,
    standings,
    state_of,
    to_sign_by,
)
from piperoll.reconciliation.prepare_month_end import prepare_month_end
from piperoll.reconciliation.reopen_month_end import reopen_month_end
from piperoll.reconciliation.review_month_end import review_month_end
from piperoll.reconciliation.rules import KINDS, last_month_end, month_end
from piperoll.reconciliation.working_out import Listed
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Heading, Tag
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import count, day, moment
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import PageRequest, page
from piperoll.web.downloads import as_download
from piperoll.web.names import name_of
from piperoll.web.reconciliation.forms import ExplainForm, ReasonForm

MOST = 100
COLOURS = {"none": "grey", "prepared": "yellow", "signed": "green", "sent_back": "red", "reopened": "orange"}
TO_PREPARE = ("sent_back", "reopened")
_REPORTS = Link("Reports", "/reports/")


class NoSuchMonth(Refused):
    """{month!r} is not a month, like 2026-10."""


@page(permission="see_reports", section="Reports")
@require_GET
def month(request: PageRequest) -> HttpResponse:
    """Every control of a month and where it stands; the last month unless another is named."""
    today = timezone.localdate()
    until = _month(request.GET.get("month", ""), today)
    found = standings(until)
    signed = sum(one.state == "signed" for one in found)
    late = signed < len(found) and today > to_sign_by(until)
    by = f"{until:%B %Y}, to be signed by {day(to_sign_by(until))}"
    pieces = {
        "trail": breadcrumbs(_REPORTS),
        "heading": Heading(
            "Month-end reconciliations", by, Figure(f"{signed} of {len(found)}", "signed"),
            (Tag("Late", "red"),) if late else (),
        ),
        "table": _table(found, may_prepare="prepare_month_end" in request.actor.may and until < today),
        "before": f"{reverse('month_ends')}?month={_of(last_month_end(until))}",
        "after": f"{reverse('month_ends')}?month={_of(_next(until))}" if _next(until) < today else "",
        "before_name": f"{last_month_end(until):%B %Y}", "after_name": f"{_next(until):%B %Y}",
    }  # fmt: skip
    return render(request, "reconciliation/month_ends.html", pieces)


@page(permission="prepare_month_end", section="Reports")
def prepare(request: PageRequest, kind: str, month: str) -> HttpResponse:
    """Work one control out; a difference is explained or not kept."""
    until = _month(month, timezone.localdate())
    code = request.GET.get("bank", "")[:12]
    form = ExplainForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        told = form.cleaned_data["explanation"]
        try:
            made = prepare_month_end(kind=kind, bank=code, month=until, explanation=told, **deed(request))
            return redirect("month_end", made.month_end)
        except Refused as refusal:
            form.add_error("explanation", refusal.sentence)
    name = f"{KINDS[kind].name} {code}".strip() if kind in KINDS else kind
    pieces = {
        "trail": breadcrumbs(_REPORTS, _to_month(until)), "form": form, "heading": Heading(name, f"{until:%B %Y}"),
        "against": KINDS[kind].against if kind in KINDS else "",
    }  # fmt: skip
    return render(request, "reconciliation/prepare.html", pieces)


@page(permission="see_reports", section="Reports")
@require_GET
def one(request: PageRequest, number: int) -> HttpResponse:
    """Both figures, the list behind them, who prepared and who signed; and what may be done."""
    found, may = numbered(number), request.actor.may
    review, state = review_of(found), state_of(found)
    try:
        rows, differs = proved_rows(found), ""
    except EvidenceDiffers as refusal:
        rows, differs = (), refusal.sentence
    own = found.prepared_by_id == request.actor.user_id
    newest = newest_of(found.kind, found.bank_account_id, found.until) or found
    afresh = newest == found and state in TO_PREPARE and "prepare_month_end" in may
    pieces = {
        "trail": breadcrumbs(_REPORTS, _to_month(found.until)), "number": number, "differs": differs,
        "heading": Heading(
            found.name, f"End of {found.until:%B %Y}", Figure(pounds(found.difference_pence), "difference"),
            (Tag(STATES[state], COLOURS[state]),),
        ),
        "facts": _facts(found, review, state, newest), "table": _rows(rows),
        "afresh": _preparing(found.kind, found.until, found.bank_account and found.bank_account.code) if afresh else "",
        "more": count(len(rows) - MOST, "row") if len(rows) > MOST else "",
        "own": own and state == "prepared",
        "reviews": state == "prepared" and "review_month_end" in may and not own,
        "reopens": state == "signed" and "reopen_month_end" in may,
        "form": ReasonForm(),
    }  # fmt: skip
    return render(request, "reconciliation/month_end.html", pieces)


@page(permission="review_month_end", section="Reports")
@require_POST
def sign(request: PageRequest, number: int) -> HttpResponse:
    """Sign it."""
    said_or_refused(request, lambda: review_month_end(month_end=number, **deed(request)), lambda made: "Signed.")
    return redirect("month_end", number)


@page(permission="review_month_end", section="Reports")
@require_POST
def send_back(request: PageRequest, number: int) -> HttpResponse:
    """Send it back with a reason."""
    form = ReasonForm(request.POST)
    if form.is_valid():
        said_or_refused(
            request,
            lambda: review_month_end(month_end=number, send_back=form.cleaned_data["reason"], **deed(request)),
            lambda made: "It went back to be prepared afresh.",
        )
    return redirect("month_end", number)


@page(permission="reopen_month_end", section="Reports")
@require_POST
def reopen(request: PageRequest, number: int) -> HttpResponse:
    """Open a signed one again."""
    said_or_refused(
        request,
        lambda: reopen_month_end(month_end=number, reason=request.POST.get("reason", "")[:300], **deed(request)),
        lambda made: "It is open again: prepare it afresh.",
    )
    return redirect("month_end", number)


@page(permission="see_reports", section="Reports")
@require_GET
def evidence(request: PageRequest, number: int, kind: str) -> HttpResponse:
    """The sheet or the list, drawn up again: the same bytes as ever."""
    made = pack(number)
    return as_download(f"{made.name}.{kind}", kind, made.pdf if kind == "pdf" else made.csv)


def _month(text: str, today: date) -> date:
    if not text:
        return last_month_end(today)
    try:
        return month_end(date.fromisoformat(f"{text}-01"))
    except ValueError:
        raise NoSuchMonth(month=text[:12]) from None


def _next(until: date) -> date:
    return month_end(date.fromordinal(until.toordinal() + 1))


def _of(until: date) -> str:
    return f"{until:%Y-%m}"


def _to_month(until: date) -> Link:
    return Link("Month-end reconciliations", f"{reverse('month_ends')}?month={_of(until)}")


def _table(found: list[Standing], *, may_prepare: bool) -> Table:
    columns = [
        Column("Control"), Column("Stands"), Column("Ledger", "money"), Column("Listed", "money"),
        Column("Difference", "money"), Column("What to do", hidden=True),
    ]  # fmt: skip
    rows = []
    for one in found:
        made = one.found
        sums = (made.ledger_pence, made.listed_pence, made.difference_pence) if made else ("", "", "")
        name: object = Link(one.name, reverse("month_end", args=[made.pk])) if made else one.name
        open_to = may_prepare and one.state in ("none", *TO_PREPARE)
        rows.append([
            Noted(name, f"against {KINDS[one.kind].against}"), Tag(STATES[one.state], COLOURS[one.state]), *sums,
            Link("Prepare", _preparing(one.kind, one.until, one.bank), about=one.name) if open_to else "",
        ])  # fmt: skip
    return Table("Controls", columns, rows, caption_hidden=True)


def _preparing(kind: str, until: date, bank: object) -> str:
    asked = f"?bank={bank}" if bank else ""
    return f"{reverse('prepare_month_end', args=[kind, _of(until)])}{asked}"


def _facts(found: MonthEnd, review: Review | None, state: str, newest: MonthEnd) -> Summary:
    facts = [
        Fact("Ledger", pounds(found.ledger_pence)),
        Fact("Listed", Noted(pounds(found.listed_pence), f"{KINDS[found.kind].against}: {count(found.rows, 'row')}")),
        Fact("Difference", Noted(pounds(found.difference_pence), found.explanation or "nothing to explain")),
        Fact("Prepared", Noted(name_of(found.run.by_username), moment(found.prepared_at))),
    ]
    if review:
        said = f"{moment(review.at)}{f': {review.reason}' if review.reason else ''}"
        facts.append(Fact(review.get_what_display(), Noted(name_of(review.run.by_username), said)))
    if review and state == "reopened":
        facts.append(Fact("Opened again", Noted(name_of(review.reopening.run.by_username), review.reopening.reason)))
    if newest != found:
        facts.append(Fact("Prepared afresh", Link(f"Version {newest.version}", reverse("month_end", args=[newest.pk]))))
    if found.version > 1:
        facts.append(Fact("Version", f"{found.version}"))
    facts.append(Fact("Stands on", f"everything up to seal {found.seal_id:,}, of {moment(found.seal.sealed_at)}"))
    return Summary(facts)


def _rows(rows: tuple[Listed, ...]) -> Table:
    columns = [Column("Reference"), Column("Day", "day"), Column("About"), Column("Amount", "money")]
    shown = [[Noted(r.reference, r.what.replace("_", " ")), r.day, r.about, r.pence] for r in rows[:MOST]]
    return Table("What is listed", columns, shown, empty="Nothing is listed: the control is at nought.")
