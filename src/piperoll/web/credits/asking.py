"""Asking that an invoice be credited: what is wrong, and how much of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from piperoll.billing.credit_rules import DAYS_TO_ISSUE, NOT_REASONS, REASONS, Line, Part
from piperoll.billing.queries import NoSuchInvoice, numbered, sql
from piperoll.billing.request_credit_note import CreditRequested, left_to_ask, request_credit_note
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.web.addresses import invoice_address
from piperoll.web.components.fields import DocumentField, HintedRadios, PenceField
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Heading
from piperoll.web.components.wording import day
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, done, page

MOST_LINES = 20
_HOW_MUCH = [("all", "All that is left of it"), ("sum", "A sum, VAT included"), ("lines", "Some of its lines")]
_NOT_HERE = "Not for a credit note: Piperoll says what to do instead"


class CreditForm(forms.Form):
    """What is wrong with an invoice, and how much of it is too much; a box for each of its lines."""

    reason = forms.ChoiceField(
        label="What is wrong", choices=[*REASONS.items(), *NOT_REASONS.items()],
        widget=HintedRadios(hints=dict.fromkeys(NOT_REASONS, _NOT_HERE)),
    )  # fmt: skip
    why = forms.CharField(
        label="In your words", max_length=400, help_text="Whoever decides reads this, and so will an auditor",
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    evidence = forms.CharField(
        label="What shows it", max_length=400, required=False, help_text="A letter, a log, an email: where it is kept"
    )
    document = DocumentField(label="A file that shows it", required=False)
    how_much = forms.ChoiceField(label="How much of it", choices=_HOW_MUCH, widget=forms.RadioSelect, initial="all")
    amount = PenceField(label="The sum", required=False, help_text="VAT included. It comes off the lines in order.")

    def __init__(self, lines: Sequence[tuple[Line, str]], *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.lines = lines
        for line, words in lines:
            hint = f"{words}. {pounds(line.left_net_pence)} net is left to credit."
            self.fields[f"line_{line.number}"] = PenceField(
                label=f"Line {line.number}, net", required=False, help_text=hint
            )

    def clean(self) -> dict[str, Any]:
        """The sum when a sum is meant, a line when lines are."""
        told = super().clean() or self.cleaned_data
        if told.get("how_much") == "sum" and not told.get("amount") and "amount" not in self.errors:
            self.add_error("amount", "Enter the sum")
        if told.get("how_much") == "lines" and not self.errors and not self.parts():
            self.add_error("how_much", "Enter what is too much of at least one line")
        return told

    def parts(self) -> list[Part]:
        """What is too much of each line filled in."""
        asked = ((line.number, self.cleaned_data.get(f"line_{line.number}")) for line, _ in self.lines)
        return [Part(number, net_pence=pence) for number, pence in asked if pence]

    def how(self) -> dict[str, Any]:
        """How much, as the verb takes it."""
        chosen = self.cleaned_data["how_much"]
        if chosen == "sum":
            return {"amount_pence": self.cleaned_data["amount"]}
        return {"parts": self.parts()} if chosen == "lines" else {}


@page(permission="request_credit_note", section="Invoices")
@require_http_methods(["GET", "POST"])
def ask(request: PageRequest, number: str) -> HttpResponse:
    """Fill it in; within the limit it is done, else it waits."""
    shown = numbered(number)
    if not request.actor.sees_service(shown.service_id):
        raise NoSuchInvoice(number=number)
    with transaction.atomic():
        lines = left_to_ask(shown.id, shown.number)
    words = {row.line_number: row.description for row in sql.lines(invoice=shown.id, most=MOST_LINES, after=0)}
    form = CreditForm(
        [(line, words[line.number]) for line in lines[:MOST_LINES]], request.POST or None, request.FILES or None
    )
    form.use_required_attribute = False
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("reason", "why", "evidence")}
        paper = form.cleaned_data["document"]
        told["files"] = [paper] if paper else []
        try:
            asked = request_credit_note(invoice=shown.number, **told, **form.how(), **deed(request))
        except Refused as refusal:
            form.add_error("reason" if type(refusal).__name__ == "NeverForBadDebt" else None, refusal.sentence)
        else:
            return _done(request, asked)
    left = Figure(pounds(sum(line.left_pence for line in lines)), f"left to credit of {pounds(shown.gross_pence)}")
    trail = (Link("Invoices", reverse("invoices")), Link(shown.number, invoice_address(shown.number)))
    if "see_invoices" not in request.actor.may:
        trail = (Link("Approvals", reverse("approvals")),)  # type: ignore[assignment]
    pieces = {
        "form": form,
        "days": DAYS_TO_ISSUE,
        "heading": Heading("Ask for a credit note", f"Invoice {shown.number}, {shown.customer}", left),
        "trail": breadcrumbs(*trail),
    }
    return render(request, "credits/ask.html", pieces)


def _done(request: PageRequest, asked: CreditRequested) -> HttpResponse:
    if asked.number:
        said = f"Credit note {asked.number} for {pounds(asked.pence)} is issued."
        if asked.on_account_pence:
            said += f" {pounds(asked.on_account_pence)} of it is credit on the account."
        to = ("credit_note", asked.number) if "see_invoices" in request.actor.may else ("request", asked.request)
        return done(request, said, *to)
    said = f"{pounds(asked.pence)} waits for somebody else to decide, by {day(asked.issue_by)} to be on time."
    return done(request, said, "request", asked.request)
