"""Customers who may be one: the list, and a page a pair where somebody says the same, different, or not yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from piperoll.customers import answering
from piperoll.customers.merge_customers import LONGEST_REASON, merge_customers
from piperoll.customers.merging import kept_for
from piperoll.customers.models import Customer
from piperoll.customers.put_off_pair import put_off_pair
from piperoll.customers.queries import by_reference
from piperoll.customers.tell_apart import tell_apart
from piperoll.foundations.refusals import Refused
from piperoll.reporting.coming_together import coming_together
from piperoll.safeguards.seeing import hidden_from
from piperoll.web.components.fields import HintedRadios
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Because, Tag
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import count, day
from piperoll.web.customers.side_by_side import side_by_side
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.names import names_of
from piperoll.web.paging import page_number, pages

A_PAGE = 25
LATER = timedelta(days=30)
SAID = {"different": "Different", "later": "Not yet known"}


class PairForm(forms.Form):
    """What somebody says of two customers."""

    answer = forms.ChoiceField(label="Are they the same?", widget=HintedRadios())
    reason = forms.CharField(
        label="How do you know?", max_length=LONGEST_REASON, required=False,
        help_text="Like a date of birth on the telephone; a likeness of names is not enough.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, one: Customer, other: Customer, told: Any = None) -> None:
        super().__init__(told, use_required_attribute=False)
        self.fields["answer"].choices = [  # type: ignore[attr-defined]
            (f"keep-{one.reference}", f"The same: keep {one.reference}, {one.name}"),
            (f"keep-{other.reference}", f"The same: keep {other.reference}, {other.name}"),
            ("different", "Different: do not ask again"),
            ("later", f"I cannot say yet: ask again in {LATER.days} days"),
        ]
        self.fields["answer"].error_messages["required"] = "Say whether they are the same"


@page(permission="tell_apart", section="Customers")
@require_GET
def duplicates(request: PageRequest) -> HttpResponse:
    """The pairs that wait, the likeliest first."""
    today, passed = timezone.localdate(), (page_number(request) - 1) * A_PAGE
    rows = answering.waiting(today, most=A_PAGE + 1, after=passed)
    hidden = _hidden(request, rows)
    pieces = {
        "waiting": count(answering.waiting_count(today), "pair"),
        "pairs": _table([row for row in rows[:A_PAGE] if hidden.isdisjoint((row.first_id, row.second_id))]),
        "pages": pages(request, more=len(rows) > A_PAGE),
        "trail": _trail(),
    }
    return render(request, "customers/duplicates.html", pieces)


@page(permission="tell_apart", section="Customers")
@require_http_methods(["GET", "POST"])
def pair(request: PageRequest, reference: str, other: str) -> HttpResponse:
    """Two customers side by side, why they may be one, and what is said of them; then the next pair."""
    first, second = by_reference(reference), by_reference(other)
    answering.in_order(first.pk, second.pk)
    form = PairForm(first, second, request.POST or None)
    if form.is_valid():
        try:
            said = _answer(request, form.cleaned_data["answer"], form.cleaned_data["reason"], first, second)
            return done(request, said, _next(request))
        except Refused as refusal:
            form.add_error("reason" if "NoReason" in type(refusal).__name__ else None, refusal.sentence)
    found = answering.pair(first.pk, second.pk)
    pieces = {
        "form": form,
        "sides": side_by_side(coming_together(first, second, on=timezone.localdate()), "The two customers"),
        "because": Because(found.evidence, word=f"{found.score}% likely") if found else "",
        "merged": kept_for(first) or kept_for(second),
        "said": _said(answering.answers(first.pk, second.pk)),
        "trail": _trail(Link("Customers who may be one", reverse("duplicates"))),
    }  # fmt: skip
    return render(request, "customers/pair.html", pieces)


def _said(answers: Iterable[Any]) -> list[str]:
    """What was answered of a pair before, by whom and why."""
    found = list(answers)
    names = names_of(row.by_username for row in found)
    return [
        f"{SAID[row.answer]}, said {names[row.by_username]} on {day(row.known_at)}: {row.reason or 'no reason given'}"
        for row in found
    ]


def _answer(request: PageRequest, answer: str, reason: str, first: Customer, second: Customer) -> str:
    if answer == "different":
        tell_apart(one=first.pk, other=second.pk, reason=reason, **deed(request))
        return f"{first.reference} and {second.reference} are different: nobody will be asked again."
    if answer == "later":
        again = timezone.localdate() + LATER
        put_off_pair(one=first.pk, other=second.pk, ask_again_on=again, reason=reason, **deed(request))
        return f"They will be asked about again on {day(again)}."
    kept, merged = (first, second) if answer == f"keep-{first.reference}" else (second, first)
    merge_customers(merged=merged.pk, kept=kept.pk, reason=reason, **deed(request))
    return f"{merged.reference} is now read as part of {kept.reference}."


def _next(request: PageRequest) -> str:
    """The likeliest pair that still waits, or the list when none does."""
    some = answering.waiting(timezone.localdate(), most=A_PAGE)
    hidden = _hidden(request, some)
    rows = [row for row in some if hidden.isdisjoint((row.first_id, row.second_id))]
    return reverse("pair", args=[rows[0].first_reference, rows[0].second_reference]) if rows else reverse("duplicates")


def _hidden(request: PageRequest, rows: list[Any]) -> set[int]:
    """Those in these pairs whose records this person may not see."""
    everybody = [key for row in rows for key in (row.first_id, row.second_id)]
    return hidden_from(everybody, on=timezone.localdate(), by=request.actor)


def _table(rows: list[Any]) -> Table:
    columns = [Column("Customer"), Column("May be the same as"), Column("Why"), Column("Likely")]
    empty = "No pair waits for an answer. A search for duplicates, run from the command line, finds more."
    return Table("Pairs to look at", columns, map(_row, rows), caption_hidden=True, empty=empty)


def _row(row: Any) -> list[object]:
    look = Link(
        row.first_name, reverse("pair", args=[row.first_reference, row.second_reference]), f"and {row.second_name}"
    )
    return [
        Noted(look, f"{row.first_reference}, {row.first_place or 'no address'}"),
        Noted(row.second_name, f"{row.second_reference}, {row.second_place or 'no address'}"),
        Because(row.evidence, word=""),
        Tag(f"{row.score}%", "green" if row.score >= 95 else "grey"),
    ]


def _trail(*more: Link) -> object:
    return breadcrumbs(Link("Customers", "/customers/"), *more)
