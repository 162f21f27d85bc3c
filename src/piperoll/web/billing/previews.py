"""Previews of bill runs: who would be billed what, what is flagged, and issuing exactly that list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from piperoll.billing import approval, previewing
from piperoll.billing.issue_previewed import Issued, issue_previewed
from piperoll.billing.models import GateRule, Preview, PreviewIssue
from piperoll.billing.preview_invoices import preview_invoices
from piperoll.billing.quality_gate import CHECKS
from piperoll.billing.raise_invoices import Expected
from piperoll.billing.release_flagged import release_flagged
from piperoll.billing.set_gate_rule import set_gate_rule
from piperoll.council.models import Service
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.safeguards.seeing import NOT_NAMED
from piperoll.web.addresses import customer_address
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Heading, Tag
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.wording import count, day, moment
from piperoll.web.deeds import deed, on_disk, said_or_refused
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.names import name_of, names_of
from piperoll.web.paging import page_number, pages
from piperoll.web.record.seeing import masked
from piperoll.web.runs.forms import RaiseInvoicesForm
from piperoll.web.set_up.forms import DatedForm
from piperoll.web.set_up.showing import Adding, part

A_PAGE = 50


@page(permission="preview_invoices", section="Invoices")
@require_http_methods(["GET", "POST"])
def preview_feeder(request: PageRequest) -> HttpResponse:
    """Take a file in to look at; nothing is billed."""
    asked = request.method == "POST"
    form = (
        RaiseInvoicesForm(request.POST, request.FILES)
        if asked
        else RaiseInvoicesForm(initial={"on": timezone.localdate()})
    )
    if form.is_valid():
        told = form.cleaned_data
        try:
            with on_disk(told["feeder"]) as path:
                made = preview_invoices(
                    feeder=path, name=told["feeder"].name, expected=Expected(told["lines"], told["net"]),
                    **{**deed(request), "on": told["on"]},
                )  # fmt: skip
        except Refused as refusal:
            form.add_error("feeder", refusal.sentence)
        else:
            said = f"{count(made.invoices, 'invoice')} would be raised. Nothing was billed."
            return done(request, said, "preview", made.preview)
    return render(request, "billing/preview_feeder.html", {"form": form, "trail": _trail()})


@page(permission="see_invoices", section="Invoices")
@require_GET
def previews(request: PageRequest) -> HttpResponse:
    """The newest first, with what became of each."""
    columns = [Column("Preview"), Column("Dated", "day"), Column("Made"), Column("State"), Column("Invoices", "count"),
               Column("To collect", "money")]  # fmt: skip
    found = list(previewing.recent())
    names = names_of(one.by_username for one in found)
    rows = [
        Row(
            [Noted(Link(f"Preview {r.id}", reverse("preview", args=[r.id])), r.name), r.invoiced_on,
             Noted(moment(r.started_at), f"by {names[r.by_username]}"), _state(r.issued_by_run),
             r.invoices, r.gross_pence],
            quiet=bool(r.issued_by_run),
        )
        for r in found
    ]  # fmt: skip
    table = Table("Previews", columns, rows, empty="Nothing was previewed yet.", caption_hidden=True)
    return render(request, "billing/previews.html", {"table": table, "trail": breadcrumbs(_invoices())})


@page(permission="see_invoices", section="Invoices")
@require_GET
def preview(request: PageRequest, preview_id: int) -> HttpResponse:
    """One preview: what is flagged first, then every invoice in order."""
    found, goes = previewing.get(preview_id), previewing.to_issue(preview_id)
    issue = PreviewIssue.objects.filter(preview=found).first()
    after = (page_number(request) - 1) * A_PAGE
    bills = previewing.invoices_of(found.pk, most=A_PAGE + 1, after=after)
    flagged = previewing.invoices_of(found.pk, most=A_PAGE, flagged=True)
    may_release = "release_flagged" in request.actor.may and not issue
    pieces = {
        "shown": found,
        "heading": Heading(
            f"Preview {found.pk}", found.name,
            Figure(pounds(goes.gross_pence), f"in {count(goes.invoices, 'invoice')}"),
            (_state(issue.run_id if issue else None),),
        ),
        "facts": _facts(found, goes, issue),
        "flagged": _flagged(_seen(request, flagged), found.pk, may_release=may_release),
        "waiting": goes.waiting,
        "bills": _bills(_seen(request, bills[:A_PAGE])),
        "pages": pages(request, more=len(bills) > A_PAGE),
        "may_issue": "issue_previewed" in request.actor.may and not issue and goes.lines,
        "trail": _trail(),
    }  # fmt: skip
    return render(request, "billing/preview.html", pieces)


@page(permission="issue_previewed", section="Invoices")
@require_POST
def issue(request: PageRequest, preview_id: int) -> HttpResponse:
    """Issue it, or ask for it to be approved."""
    outcome = said_or_refused(request, lambda: issue_previewed(preview=preview_id, **deed(request)), _issued)
    if outcome is None or outcome.first_number is None:
        return redirect("preview", preview_id)
    return redirect("run", outcome.run)


@page(permission="release_flagged", section="Invoices")
@require_http_methods(["GET", "POST"])
def release(request: PageRequest, preview_id: int, place: int) -> HttpResponse:
    """Look at one flagged invoice, and say why it is right."""
    found = previewing.get(preview_id)
    form = ReleaseForm(request.POST) if request.method == "POST" else ReleaseForm()
    if form.is_valid():
        try:
            release_flagged(preview=found.pk, place=place, reason=form.cleaned_data["reason"], **deed(request))
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return done(request, "It will be issued with the rest.", "preview", found.pk)
    rows = [row for row in previewing.invoices_of(found.pk, most=10**6, flagged=True) if row.place == place]
    pieces = {
        "form": form, "flagged": _flagged(_seen(request, rows), found.pk, may_release=False),
        "trail": _trail(Link(f"Preview {found.pk}", reverse("preview", args=[found.pk]))),
    }  # fmt: skip
    return render(request, "billing/release.html", pieces)


@page(permission="see_council", section="Set-up")
@require_http_methods(["GET", "POST"])
def gate_rules(request: PageRequest) -> HttpResponse:
    """What becomes of a charge each check speaks against."""
    adding = Adding(
        "set_gate_rule", "Begin another rule", GateRuleForm, set_gate_rule,
        lambda made: f"The check {made.check}: {made.action} from {day(made.valid_from)}.",
    )  # fmt: skip
    about = (
        "A preview flags or sends back what these speak against. What is rejected goes back however it is billed; "
        "what is flagged waits in its preview for somebody to look."
    )
    return part(request, title="Quality checks", about=about, table=_gate_rules, adding=adding)


class ReleaseForm(forms.Form):
    """Why it is right."""

    reason = forms.CharField(max_length=200, label="Why it is right", help_text="It stays on record with your name")


class GateRuleForm(DatedForm):
    """Another rule of a check."""

    check = forms.ChoiceField(choices=[(name, f"{name}: {finds}") for name, finds in CHECKS.items()])
    service = forms.ChoiceField(required=False)
    action = forms.ChoiceField(label="What becomes of the charge", choices=GateRule.ACTIONS)
    field_order = ("check", "service", "action")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        services = Service.objects.filter(is_active=True).values_list("code", "name")
        self.fields["service"].choices = [("", "Every service"), *services]  # type: ignore[attr-defined]


def _gate_rules() -> Table:
    today = timezone.localdate()
    columns = [Column("Check"), Column("Service"), Column("The charge"), Column("Holds"), Column("Authority")]
    rows = [
        Row(
            [Noted(_name(row.check_name), CHECKS.get(row.check_name, "")),
             row.service.name if row.service else "Every service", row.get_action_display(), _holds(row),
             row.authority],
            quiet=row.valid_to is not None and row.valid_to < today,
        )
        for row in GateRule.objects.select_related("service")
    ]  # fmt: skip
    return Table("Quality checks", columns, rows, caption_hidden=True)


def _name(check: str) -> str:
    return "VAT" if check == "vat" else check.capitalize()


def _holds(row: GateRule) -> str:
    return f"{day(row.valid_from)} to {day(row.valid_to)}" if row.valid_to else f"From {day(row.valid_from)}"


def _issued(outcome: Issued) -> str:
    if outcome.first_number is None:
        return f"Request {outcome.request} was sent: somebody else must approve it first."
    return f"{count(outcome.invoices, 'invoice')} issued, {pounds(outcome.gross_pence)} to collect."


def _state(issued_by_run: int | None) -> Tag:
    return Tag("Issued", "green") if issued_by_run else Tag("Not issued", "yellow")


def _facts(found: Preview, goes: Any, issue: PreviewIssue | None) -> Summary:
    request = approval.request_for(found.pk, gross_pence=goes.gross_pence)
    facts = [
        Fact("Invoices dated", day(found.invoiced_on)),
        Fact("Made by", f"{name_of(found.run.by_username)}, {moment(found.run.started_at)}"),
        Fact("Charges in", f"{found.lines_in:,}"),
        Fact("Rejected", Link(count(found.lines_rejected, "line"), reverse("run", args=[found.run_id]))),
        Fact("Flagged", count(found.lines_flagged, "line") if found.lines_flagged else "None"),
        Fact("New customers", f"{found.new_customers:,}"),
    ]  # fmt: skip
    if request:
        facts.append(Fact("Approval", f"Request {request.pk}: {request.standing.state}"))
    if issue:
        facts.append(Fact("Issued by", Link(f"Run {issue.run_id}", reverse("run", args=[issue.run_id]))))
    return Summary(facts, title="About this preview")


def _bills(rows: list[Any]) -> Table:
    columns = [
        Column("Customer"), Column("For"), Column("Lines", "count"), Column("Net", "money"), Column("To pay", "money"),
    ]  # fmt: skip
    listed = [[_whom(row), row.description, row.lines, row.net_pence, row.gross_pence] for row in rows]
    return Table("Would be issued", columns, listed, empty="Nothing would be issued.")


def _flagged(rows: list[Any], preview_id: int, *, may_release: bool) -> Table:
    columns = [Column("Customer"), Column("For"), Column("Why it waits"), Column("To pay", "money"), Column("State")]
    listed = [
        [_whom(row), row.description, row.reasons, row.gross_pence, _release(row, preview_id, may_release)]
        for row in rows
    ]
    return Table("Flagged for a second look", columns, listed, empty="Nothing is flagged.")


def _release(row: Any, preview_id: int, may_release: bool) -> object:
    if row.released:
        return Noted(Tag("Released", "green"), row.released)
    if not may_release:
        return Tag("Held back", "yellow")
    return Link("Look at it", reverse("release_flagged", args=[preview_id, row.place]), f"for {row.customer}")


def _seen(request: PageRequest, rows: list[Any]) -> list[Any]:
    return masked(request, rows, reference="customer_ref", customer=NOT_NAMED)


def _whom(row: Any) -> object:
    if not row.customer_ref:
        return Noted(row.customer, "A new customer")
    return Noted(Link(row.customer, customer_address(row.customer_ref)), row.customer_ref)


def _invoices() -> Link:
    return Link("Invoices", reverse("invoices"))


def _trail(*more: Link) -> Any:
    return breadcrumbs(_invoices(), Link("Previews", reverse("previews")), *more)
