"""Putting an invoice right: cancelled and billed again, or more billed of what was too small."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from piperoll.billing import request_debit_adjustment as adjusting
from piperoll.billing.credit_rules import REASONS
from piperoll.billing.queries import numbered, sql
from piperoll.billing.raising_again import Again
from piperoll.billing.request_debit_adjustment import request_debit_adjustment
from piperoll.billing.request_rebill import request_rebill
from piperoll.council.models import VatRate
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.ledger.models import Account
from piperoll.web.addresses import invoice_address
from piperoll.web.components.fields import DocumentField, PenceField
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Heading
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, done, page

MOST_LINES = 20
MOST_PENCE = 999_999_999


class WhyForm(forms.Form):
    """What is wrong with an invoice, and a box for the net of each of its lines."""

    reasons: dict[str, str] = {}
    line_label, line_hint = "", ""

    reason = forms.ChoiceField(label="What is wrong", widget=forms.RadioSelect)
    why = forms.CharField(
        label="In your words", max_length=400, help_text="Whoever decides reads this, and so will an auditor",
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    evidence = forms.CharField(label="What shows it", max_length=400, required=False)
    document = DocumentField(label="A file that shows it", required=False)

    def __init__(self, invoice: Any, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.use_required_attribute = False
        self.fields["reason"].choices = list(self.reasons.items())  # type: ignore[attr-defined]
        self.lines = sql.lines(invoice=invoice.id, most=MOST_LINES, after=0)
        for line in self.lines:
            self.fields[f"line_{line.line_number}"] = PenceField(
                label=self.line_label.format(number=line.line_number), required=False, max_pence=MOST_PENCE,
                help_text=f"{line.description}: {pounds(line.net_pence)} net. {self.line_hint}",
            )  # fmt: skip
            self.ask_more_of(line)

    def ask_more_of(self, line: Any) -> None:
        """What else is asked of a line; nothing, unless a form says so."""

    def told(self) -> dict[str, Any]:
        """Why, as the verbs take it."""
        paper = self.cleaned_data["document"]
        told = {name: self.cleaned_data[name] for name in ("reason", "why", "evidence")}
        return told | {"files": [paper] if paper else []}

    def nets(self) -> list[tuple[int, int]]:
        """(line, net pence) of each line filled in."""
        filled = ((line.line_number, self.cleaned_data.get(f"line_{line.line_number}")) for line in self.lines)
        return [(number, pence) for number, pence in filled if pence]


class AdjustForm(WhyForm):
    """What is missing of which line."""

    reasons = adjusting.REASONS
    line_label, line_hint = "Missing of line {number}", "What is missing, before VAT"


class RebillForm(WhyForm):
    """Whom to bill instead, or what to put right."""

    reasons = REASONS
    line_label, line_hint = "Line {number} again", "Its net from now on; empty leaves it"

    customer = forms.CharField(
        label="Bill this customer instead", max_length=20, required=False,
        help_text="Their reference; empty bills the same one", widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    field_order = ("reason", "why", "evidence", "document", "customer")

    def __init__(self, invoice: Any, *given: Any, **named: Any) -> None:
        codes = VatRate.objects.order_by("code").values_list("code", "name").distinct()
        income = Account.objects.filter(kind="income", is_active=True, service=invoice.service_id)
        self.vat_codes = [(code, f"{code}: {name}") for code, name in codes]
        self.income_codes = [(one.code, f"{one.code}: {one.name}") for one in income]
        super().__init__(invoice, *given, **named)

    def ask_more_of(self, line: Any) -> None:
        """Its codes, when they were wrong."""
        asked = {
            "vat": ("VAT code", line.vat_code, self.vat_codes),
            "income": ("Income code", line.account_code, self.income_codes),
        }
        for name, (label, now, codes) in asked.items():
            self.fields[f"{name}_{line.line_number}"] = forms.ChoiceField(
                label=f"{label} of line {line.line_number}", required=False, choices=[("", f"As it is, {now}"), *codes]
            )

    def again(self) -> list[Again]:
        """Each line as it is billed now."""
        nets, told = dict(self.nets()), self.cleaned_data
        numbers = [line.line_number for line in self.lines]
        return [Again(n, nets.get(n), told[f"vat_{n}"], told[f"income_{n}"]) for n in numbers]


@page(permission="request_rebill", section="Invoices")
@require_http_methods(["GET", "POST"])
def bill_again(request: PageRequest, number: str) -> HttpResponse:
    """Cancelled in full and billed again, to the right customer or rightly."""
    shown = numbered(number)
    form = RebillForm(shown, request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            asked = request_rebill(
                invoice=shown.number, customer=form.cleaned_data["customer"], lines=form.again(), **form.told(),
                **deed(request),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            if asked.number:
                said = (
                    f"Invoice {asked.invoice} is cancelled by {asked.credit_note} and billed again as {asked.number}."
                )
                return done(request, said, "invoice", asked.number)
            return done(request, "It waits for somebody else to decide.", "request", asked.request)
    about = "What stands of the invoice is credited and billed again in one act: the two papers are linked."
    return _show(request, shown, form, "Cancel and bill again", about)


@page(permission="request_debit_adjustment", section="Invoices")
@require_http_methods(["GET", "POST"])
def adjust(request: PageRequest, number: str) -> HttpResponse:
    """A further invoice for what was missing."""
    shown = numbered(number)
    form = AdjustForm(shown, request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            asked = request_debit_adjustment(invoice=shown.number, parts=form.nets(), **form.told(), **deed(request))
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            if asked.number:
                said = f"Invoice {asked.number} for {pounds(asked.pence)} adjusts {asked.invoice}."
                return done(request, said, "invoice", asked.number)
            return done(request, "It waits for somebody else to decide.", "request", asked.request)
    about = "A further invoice makes up what was missing, under the codes and the tax point of this one, and names it."
    return _show(request, shown, form, "Bill what was missing", about)


def _show(request: PageRequest, shown: Any, form: WhyForm, title: str, about: str) -> HttpResponse:
    pieces = {
        "form": form,
        "title": title,
        "about": about,
        "heading": Heading(
            title, f"Invoice {shown.number}, {shown.customer}", Figure(pounds(shown.gross_pence), "billed")
        ),
        "trail": breadcrumbs(Link("Invoices", reverse("invoices")), Link(shown.number, invoice_address(shown.number))),
    }
    return render(request, "credits/put_right.html", pieces)
