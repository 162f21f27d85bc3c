"""Merging two accounts of one person, and taking a merge back: find the other, look at both, say why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from piperoll.customers import queries
from piperoll.customers.merge_customers import LONGEST_REASON, merge_customers
from piperoll.customers.merging import kept_for
from piperoll.customers.models import Customer
from piperoll.customers.queries import by_reference
from piperoll.customers.unmerge_customers import NotMerged, unmerge_customers
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.reporting.coming_together import coming_together
from piperoll.web.addresses import customer_address
from piperoll.web.components.fields import HintedRadios
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Table
from piperoll.web.components.wording import day
from piperoll.web.customers.side_by_side import side_by_side
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.money_in.forms import ReasonForm
from piperoll.web.record.seeing import visible


class MergeForm(forms.Form):
    """Which of the two accounts stays, and how we know that they are one."""

    keep = forms.ChoiceField(label="Which account stays?", widget=HintedRadios())
    reason = forms.CharField(
        label="How do you know that they are the same?", max_length=LONGEST_REASON,
        error_messages={"required": "Say in a few words how you know"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, one: Customer, other: Customer, told: Any = None) -> None:
        super().__init__(told, use_required_attribute=False, initial={"keep": one.reference})
        choices = [(customer.reference, f"{customer.name}, {customer.reference}") for customer in (one, other)]
        self.fields["keep"].choices = choices  # type: ignore[attr-defined]


@page(permission="merge_customers", section="Customers")
@require_http_methods(["GET", "POST"])
def merge(request: PageRequest, reference: str) -> HttpResponse:
    """Find the other account; then both side by side, and the question which one stays."""
    one, words = by_reference(reference), request.GET.get("q", "")[: queries.LONGEST]
    if not (named := request.GET.get("with", "")):
        pieces = {"customer": one, "words": words, "found": _found(request, words, one), "trail": _trail(one)}
        return render(request, "customers/merge_with.html", pieces)
    other = by_reference(named)
    form = MergeForm(one, other, request.POST or None)
    if form.is_valid():
        kept, merged = (one, other) if form.cleaned_data["keep"] == one.reference else (other, one)
        try:
            merge_customers(merged=merged.pk, kept=kept.pk, reason=form.cleaned_data["reason"], **deed(request))
            said = f"{merged.name}, {merged.reference}, is now read as part of {kept.name}, {kept.reference}."
            return done(request, said, customer_address(kept.reference))
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
    both = coming_together(one, other, on=timezone.localdate())
    pieces = {
        "form": form,
        "sides": side_by_side(both, "The two accounts"),
        "owed": pounds(both.balance.net_pence),
        "trail": _trail(one),
    }
    return render(request, "customers/merge.html", pieces)


@page(permission="unmerge_customers", section="Customers")
@require_http_methods(["GET", "POST"])
def unmerge(request: PageRequest, reference: str) -> HttpResponse:
    """Ask why, then make them two again."""
    customer = by_reference(reference)
    kept = kept_for(customer)
    if kept is None:
        raise NotMerged(reference=customer.reference)
    form = ReasonForm(request.POST or None, use_required_attribute=False)
    if form.is_valid():
        try:
            unmerge_customers(merged=customer.pk, reason=form.cleaned_data["reason"], **deed(request))
            said = f"{customer.name}, {customer.reference}, stands alone again, apart from {kept.reference}."
            return done(request, said, customer_address(customer.reference))
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
    pieces = {"form": form, "customer": customer, "kept": kept, "trail": _trail(by_reference(kept.reference))}
    return render(request, "customers/unmerge.html", pieces)


def merged_accounts(others: list[Any], *, may_undo: bool) -> Summary | str:
    """The accounts read as part of this one, each with since when and why, and the way back."""
    if not others:
        return ""
    facts = [
        Fact(
            row.name,
            f"{row.reference}, since {day(row.effective_on)}: {row.reason}",
            [Link("Undo", f"{customer_address(row.reference)}unmerge/", f"the merge of {row.name}")]
            if may_undo
            else [],
        )
        for row in others
    ]
    return Summary(facts, title="Accounts merged into this one")


def _found(request: PageRequest, words: str, one: Customer) -> Table:
    rows = [
        [
            Link(row.name, f"{customer_address(one.reference)}merge/?with={row.reference}"),
            row.reference,
            (row.lines or "").replace("\n", ", "),
            row.postcode,
        ]
        for row in visible(request, queries.search(words).customers)
        if row.reference != one.reference
    ]
    columns = [Column("Name"), Column("Reference"), Column("Address"), Column("Postcode")]
    empty = "Nobody else is found by that." if words.strip() else "Type part of a name, a reference or a postcode."
    return Table("Customers found", columns, rows, caption_hidden=True, empty=empty)


def _trail(customer: Customer) -> object:
    return breadcrumbs(Link("Customers", "/customers/"), Link(customer.name, customer_address(customer.reference)))
