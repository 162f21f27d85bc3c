"""Asking for one invoice: filled in, shown exactly as it would be issued, then sent."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from piperoll.authority import queries
from piperoll.billing.one_off import OneOff, Planned, plan
from piperoll.billing.raise_one_off import AlreadyIssued
from piperoll.billing.request_customer import AskedBefore
from piperoll.billing.request_invoice import ACT, asked_for, for_a_customer_of_ours, request_invoice
from piperoll.billing.self_service import service_of, services_of
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.web.billing.one_off import as_initial, as_they_were, choices_of, due_table, lines_table
from piperoll.web.billing.one_off_form import MOST_LINES, LineForm, line_choices, lines_of, new_key
from piperoll.web.components.links import Link
from piperoll.web.components.status import Figure, Heading
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Noted
from piperoll.web.components.wording import day
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.self_service.customer import trail
from piperoll.web.self_service.forms import AskForInvoiceForm, EvidenceForm


@page(permission="request_invoice", section="Your requests")
@require_http_methods(["GET", "POST"])
def ask(request: PageRequest) -> HttpResponse:
    """Fill it in; look at it; send it."""
    on, mine = timezone.localdate(), [service.pk for service in services_of(request.actor)]
    if request.method != "POST":
        return _filling_in(request, *_beginning(request))
    form, lines = AskForInvoiceForm(request.actor, request.POST), lines_of(request.POST, on, mine)
    whole = form.is_valid() & all(line.is_valid() for line in lines)
    if not whole or "change" in request.POST or "more" in request.POST:
        return _filling_in(request, form, lines)
    paper = EvidenceForm(request.POST, request.FILES) if "send" in request.POST else EvidenceForm()
    try:
        asked = _asked(request, form, lines)
        planned = plan(asked, on=on)
        if "send" in request.POST and paper.is_valid():
            return _send(request, form, asked, paper)
    except AskedBefore as refusal:
        return done(request, refusal.sentence, "request", refusal.facts["request"])
    except AlreadyIssued as refusal:
        return done(request, refusal.sentence, "your_requests")
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return _filling_in(request, form, lines)
    return _check(request, planned, paper)


def _beginning(request: PageRequest) -> tuple[AskForInvoiceForm, list[LineForm]]:
    """An empty form; or as an earlier request of one's own, asked for again."""
    on, mine = timezone.localdate(), [service.pk for service in services_of(request.actor)]
    again = request.GET.get("again", "")
    if again.isdigit():
        earlier = queries.request_for(request.actor, int(again))
        if earlier.act == ACT and earlier.asked_by_id == request.actor.user_id:
            return _as_before(request, earlier, line_choices(on, mine))
    initial = {"key": new_key(), "customer_ref": request.GET.get("customer", "")[:20]}
    return AskForInvoiceForm(request.actor, initial=initial), lines_of(None, on, mine)


def _as_before(
    request: PageRequest, earlier: Any, choices: dict[str, list[Any]]
) -> tuple[AskForInvoiceForm, list[LineForm]]:
    told = asked_for(earlier)
    initial = told.terms | {
        "key": new_key(), "service": told.service, "customer_ref": told.bill_to["customer_ref"],
        "reason": earlier.reason, "why": earlier.why,
        "instead_of": earlier.pk if earlier.standing.state in ("waiting", "returned") else None,
    }  # fmt: skip
    if due_on := told.terms.get("due_on"):
        initial["due_on"] = due_on.split("-")[::-1]
    lines = []
    for place, line in enumerate(told.lines, 1):
        fee = f"{told.service}|{line['fee']}|{line.get('concession', '')}" if line.get("fee") else ""
        lines.append(LineForm(initial={**line, "fee": fee}, prefix=f"line-{place}", choices=choices))
    return AskForInvoiceForm(request.actor, initial=initial), lines


def _filling_in(request: PageRequest, form: AskForInvoiceForm, lines: list[LineForm]) -> HttpResponse:
    if "more" in request.POST or "change" in request.POST:
        form = AskForInvoiceForm(request.actor, initial=as_initial(form))
        lines = as_they_were(lines)
    if "more" in request.POST and len(lines) < MOST_LINES:
        lines.append(LineForm(prefix=f"line-{len(lines) + 1}", choices=choices_of(lines)))
    pieces = {"form": form, "lines": lines, "many": len(lines), "most": MOST_LINES, "trail": trail()}
    return render(request, "self_service/invoice.html", pieces)


def _asked(request: PageRequest, form: AskForInvoiceForm, lines: list[LineForm]) -> OneOff:
    told = form.cleaned_data
    service_of(request.actor, told["service"])
    charges = tuple(line.told for line in lines if line.told)
    asked = OneOff(told["service"], told["key"], {"customer_ref": told["customer_ref"]}, charges, form.terms)
    return for_a_customer_of_ours(asked, **deed(request))


def _send(request: PageRequest, form: AskForInvoiceForm, asked: OneOff, paper: EvidenceForm) -> HttpResponse:
    told, shown, file = form.cleaned_data, request.POST.get("gross", ""), paper.cleaned_data["document"]
    made = request_invoice(
        asked=asked, reason=told["reason"], why=told["why"], files=[file] if file else [],
        expected_gross_pence=int(shown) if shown.isdigit() else None, instead_of=told["instead_of"], **deed(request),
    )  # fmt: skip
    said = f"Invoice {made.number} for {pounds(made.gross_pence)} is issued." if made.number else ""
    said = said or f"{pounds(made.gross_pence)} waits for somebody else to decide."
    return done(request, said, "request", made.request)


def _check(request: PageRequest, planned: Planned, paper: EvidenceForm) -> HttpResponse:
    head = planned.invoice
    ours = ("csrfmiddlewaretoken", "send", "preview", "gross")
    pieces = {
        "heading": Heading("Check this invoice", head.customer, Figure(pounds(head.gross_pence), "to pay")),
        "facts": _facts(planned),
        "findings": [_finding(found) for found in planned.findings],
        "lines": lines_table(planned),
        "due": due_table(planned),
        "paper": paper,
        "typed": [(name, value) for name, value in request.POST.items() if name not in ours],
        "gross": head.gross_pence,
        "trail": trail(Link("Ask for an invoice", reverse("request_invoice"))),
    }
    return render(request, "self_service/check.html", pieces)


def _finding(found: Any) -> str:
    what = found.field.replace("_ref", "").replace("_", " ")
    return f"Line {found.line}: {what} {found.reason}."


def _facts(planned: Planned) -> Summary:
    head = planned.invoice
    facts = [
        Fact("Customer", Noted(head.customer, head.customer_ref)),
        Fact("Service", head.service_name),
        Fact("Tax point", day(head.tax_point_on)),
        Fact("For", head.service_user),
        Fact("Purchase order", head.purchase_order),
    ]
    return Summary([fact for fact in facts if fact.value], title="VAT invoice" if head.is_vat_invoice else "Invoice")
