"""Repairing a misposting: which payments, a look at them, the repair, and the letters that were wrong because of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from piperoll.dispatch.models import Document
from piperoll.documents.models import LetterTemplate
from piperoll.documents.template_queries import in_force
from piperoll.formats.spreadsheet_csv import line
from piperoll.foundations.money import plain_pounds, pounds
from piperoll.foundations.refusals import Refused
from piperoll.safeguards.seeing import NOT_NAMED
from piperoll.transfers.repair_placements import Chosen, chosen_placements, repair_placements
from piperoll.transfers.rules import REASONS
from piperoll.transfers.wrong_letters import letters_at_stake, wrong_letters
from piperoll.web.addresses import customer_address
from piperoll.web.as_at import DayField
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Heading
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import count
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.downloads import as_spreadsheet
from piperoll.web.letters.wording import state_tag
from piperoll.web.record.seeing import masked

SHOWN = 50
APOLOGY = "wrong-letter"
"""The template of the letter that says sorry."""
_SHORT = {"class": "govuk-input--width-10", "autocomplete": "off", "spellcheck": "false"}
_KINDS = dict(Document.KINDS)


class WhichForm(forms.Form):
    """What the payments have in common."""

    of_run = forms.IntegerField(
        label="Placed by run", required=False, min_value=1, widget=forms.TextInput(attrs=_SHORT)
    )
    because = forms.CharField(
        label="Words of why they were placed", max_length=80, required=False, help_text="Like: bank account"
    )
    customer = forms.CharField(
        label="On the account of", max_length=24, required=False, help_text="A customer’s reference",
        widget=forms.TextInput(attrs=_SHORT),
    )  # fmt: skip
    since = DayField(label="Received from", required=False, widget=forms.TextInput(attrs=_SHORT))
    until = DayField(label="Received to", required=False, widget=forms.TextInput(attrs=_SHORT))

    def chosen(self) -> Chosen:
        """As the verb takes it."""
        return Chosen(**self.cleaned_data)


class RepairForm(forms.Form):
    """Where they belong, and why."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    to = forms.CharField(
        label="The customer they belong to", max_length=24, required=False, widget=forms.TextInput(attrs=_SHORT),
        help_text="Their reference. Leave it empty to take them back into suspense",
    )  # fmt: skip
    pays = forms.CharField(
        label="What they pay there", max_length=24, required=False, widget=forms.TextInput(attrs=_SHORT),
        help_text="An invoice, or the word oldest for what is owed longest. Leave it empty to keep them as credit",
    )  # fmt: skip
    reason = forms.ChoiceField(
        label="What is wrong", choices=list(REASONS.items()), widget=forms.RadioSelect, initial="misposted"
    )
    why = forms.CharField(label="In your words", max_length=400, widget=forms.Textarea(attrs={"rows": 3}))


@page(permission="repair_placements", section="Money in")
@require_http_methods(["GET", "POST"])
def repair(request: PageRequest) -> HttpResponse:
    """Choose, look, repair."""
    which = WhichForm(request.GET or None, use_required_attribute=False)
    found: list[Any] | None = None
    if which.is_valid():
        try:
            found = chosen_placements(which.chosen())
        except Refused as refusal:
            which.add_error(None, refusal.sentence)
    form = RepairForm(request.POST or None, initial={"seen": len(found or ())}, use_required_attribute=False)
    if found and form.is_valid():
        try:
            made = repair_placements(chosen=which.chosen(), **form.cleaned_data, **deed(request))
        except Refused as refusal:
            field = refusal.facts.get("field") or ("to" if "reference" in refusal.facts else None)
            form.add_error(field if field in form.fields else None, refusal.sentence)
        else:
            if made.state == "waiting":
                said = f"{count(made.payments, 'payment')}, {pounds(made.pence)} in all: somebody else decides."
                return done(request, said, "request", made.request)
            return done(request, made.done, "wrong_letters", made.run)
    pieces = {
        "trail": breadcrumbs(Link("Money in", reverse("statements")), Link("Transfers", reverse("transfers"))),
        "which": which,
        "found": found,
        "table": _meant(masked(request, found[:SHOWN], customer=NOT_NAMED, why=""), len(found)) if found else "",
        "said": _said(found) if found else "",
        "form": form,
    }
    return render(request, "transfers/repair.html", pieces)


def _said(found: list[Any]) -> str:
    letters = letters_at_stake([row.id for row in found])
    payments = f"{count(len(found), 'payment')}, {pounds(sum(row.amount_pence for row in found))}"
    return f"{payments}. {count(letters, 'letter')} went out to these customers since."


def _meant(rows: list[Any], many: int) -> Table:
    columns = [Column("Receipt"), Column("Stands on"), Column("Because"), Column("Received", "day"),
               Column("Amount", "money")]  # fmt: skip
    shown = (
        [
            Link(row.reference, reverse("receipt", args=[row.receipt_id])),
            NOT_NAMED if row.customer == NOT_NAMED else Noted(
                Link(row.customer, customer_address(row.customer_reference)), row.paid or "On the account"
            ),
            row.why or "", row.received_on, row.amount_pence,
        ]
        for row in rows
    )  # fmt: skip
    more = f" (the first {SHOWN} of {many:,})" if many > SHOWN else ""
    return Table(f"The payments meant{more}", columns, shown)


@page(permission="see_letters", section="Money in")
@require_GET
def letters(request: PageRequest, run: int) -> HttpResponseBase:
    """What was written while the payments a run took back were in the wrong place; as a CSV too."""
    try:
        found = wrong_letters(run)
    except Refused:
        raise Http404 from None
    rows = masked(request, found, customer=NOT_NAMED, recipient=NOT_NAMED)
    if "csv" in request.GET:
        return as_spreadsheet(f"wrong-letters-{run}", _csv(rows))
    pieces = {
        "run": run,
        "trail": breadcrumbs(Link("Money in", reverse("statements")), Link("Transfers", reverse("transfers"))),
        "heading": Heading(
            "Letters that were wrong",
            f"Because of what run {run} took back",
            Figure(str(len(rows)), "letter" if len(rows) == 1 else "letters"),
        ),
        "table": _letters(rows, may_write="send_letter" in request.actor.may, words=_apology()),
        "any": bool(rows),
    }
    return render(request, "transfers/letters.html", pieces)


def _apology() -> str:
    """The template of an apology, in a query; empty while the council has none approved."""
    template = LetterTemplate.objects.filter(name=APOLOGY).first()
    return f"?template={APOLOGY}&stage=any" if template and in_force(template, timezone.localdate()) else ""


def _letters(rows: list[Any], *, may_write: bool, words: str) -> Table:
    columns = [
        Column("Letter"), Column("To"), Column("Sent"), Column("Said", "money"), Column("Should have said", "money"),
    ]  # fmt: skip
    columns += [Column("Apologise", hidden=True)] if may_write else []
    return Table(
        "Letters", columns, (_letter(row, may_write, words) for row in rows), caption_hidden=True,
        empty="Nothing was written to these customers while it was wrong.",
    )  # fmt: skip


def _letter(row: Any, may_write: bool, words: str) -> list[object]:
    is_named = row.customer != NOT_NAMED
    cells: list[object] = [
        Noted(_KINDS[row.kind], row.number),
        Link(row.customer, customer_address(row.customer_reference)) if is_named else NOT_NAMED,
        Noted(state_tag(row.state) if row.state else "Printed", f"{timezone.localtime(row.drawn_at):%-d %b %Y}"),
        row.said_pence, row.should_pence if row.should_pence is not None else "Read it",
    ]  # fmt: skip
    if may_write:
        address = reverse("write_to_customer", args=[row.customer_reference]) + words
        cells.append(
            Link("Apologise" if words else "Write to them", address, f"about {row.number}") if is_named else None
        )
    return cells


def _csv(rows: list[Any]) -> Iterator[str]:
    yield line(["letter", "kind", "customer", "name", "drawn_at", "state", "said", "should_have_said"])
    for row in rows:
        sums = ["" if pence is None else plain_pounds(pence) for pence in (row.said_pence, row.should_pence)]
        what = (row.number, _KINDS[row.kind], row.customer_reference, row.customer)
        yield line([*what, row.drawn_at.isoformat(), row.state or "printed", *sums])
