"""An invoice by hand: filled in, shown exactly as it would be issued, then issued."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from piperoll.billing.one_off import Planned, plan_to_show
from piperoll.billing.raise_one_off import AlreadyIssued, raise_one_off
from piperoll.formats.attachments import checked
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.web.billing.one_off_form import MOST_LINES, LineForm, WhomForm, asked_for, lines_of, new_key
from piperoll.web.components.keeping import KeptFileInput
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Heading
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import day
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, done, page

_BUTTONS = {"csrfmiddlewaretoken", "issue", "preview", "gross"}


class DocumentForm(forms.Form):
    """What shows why."""

    document = forms.FileField(
        required=False, label="Supporting document", help_text="A PDF, PNG or JPEG of at most 5 MB, if there is one.",
        widget=KeptFileInput, error_messages={"empty": "The file is empty"},
    )  # fmt: skip


@page(permission="raise_one_off", section="Invoices")
@require_http_methods(["GET", "POST"])
def raise_by_hand(request: PageRequest) -> HttpResponse:
    """Fill it in; look at it; issue it."""
    on = timezone.localdate()
    if request.method != "POST":
        whom = WhomForm(initial={"key": new_key(), "customer_ref": request.GET.get("customer", "")[:20]})
        return _filling_in(request, whom, lines_of(None, on))
    whom, lines = WhomForm(request.POST), lines_of(request.POST, on)
    whole = whom.is_valid() & all(line.is_valid() for line in lines)
    if not whole or "change" in request.POST or "more" in request.POST:
        return _filling_in(request, whom, lines)
    asked, paper = asked_for(whom, lines), DocumentForm(request.POST, request.FILES)
    try:
        planned = plan_to_show(asked, place=request.path, **deed(request))
        if "issue" in request.POST and paper.is_valid():
            upload = paper.cleaned_data["document"]
            document = checked(upload.name, upload.read()) if upload else None
            shown = request.POST.get("gross", "")
            expected = int(shown) if shown.isdigit() else None
            raised = raise_one_off(asked=asked, document=document, expected_gross_pence=expected, **deed(request))
            return done(
                request, f"Invoice {raised.number} is issued: {pounds(raised.gross_pence)}.", "invoice", raised.number
            )
    except AlreadyIssued as refusal:
        return done(request, refusal.sentence, "invoice", refusal.facts["number"])
    except Refused as refusal:
        if "issue" in request.POST and type(refusal).__name__ == "NotADocument":
            paper.add_error("document", refusal.sentence)
            return _preview(request, planned, paper)
        whom.add_error(None, refusal.sentence)
        return _filling_in(request, whom, lines)
    return _preview(request, planned, paper if "issue" in request.POST else DocumentForm())


def _filling_in(request: PageRequest, whom: WhomForm, lines: list[LineForm]) -> HttpResponse:
    if "more" in request.POST or "change" in request.POST:
        whom = WhomForm(initial=as_initial(whom))
        lines = as_they_were(lines)
    if "more" in request.POST and len(lines) < MOST_LINES:
        lines.append(LineForm(prefix=f"line-{len(lines) + 1}", choices=choices_of(lines)))
    pieces = {"form": whom, "lines": lines, "many": len(lines), "trail": _trail(), "most": MOST_LINES}
    return render(request, "billing/one_off.html", pieces)


def as_initial(form: forms.Form) -> dict[str, Any]:
    """What was typed, so that it can be changed without being told off."""
    form.is_valid()
    typed = {name: form[name].value() for name in form.fields}
    return typed | {name: value for name, value in form.cleaned_data.items() if value is not None}


def as_they_were(lines: list[LineForm]) -> list[LineForm]:
    """Lines as they were typed, to be typed on."""
    return [LineForm(initial=as_initial(line), prefix=line.prefix, choices=choices_of([line])) for line in lines]


def choices_of(lines: list[LineForm]) -> dict[str, list[Any]]:
    """What a line is chosen from, as the first of some has it."""
    fields = lines[0].fields
    return {name: fields[name].choices for name in ("fee", "vat_code", "income_code")}  # type: ignore[attr-defined]


def _preview(request: PageRequest, planned: Planned, paper: DocumentForm) -> HttpResponse:
    head = planned.invoice
    typed = [
        (name, value)
        for name, value in request.POST.items()
        if name not in ("csrfmiddlewaretoken", "issue", "preview", "gross")
    ]
    pieces = {
        "heading": Heading("Check this invoice", head.customer, Figure(pounds(head.gross_pence), "to pay")),
        "facts": _facts(planned),
        "findings": [f"Line {found.line}: {found.reason}." for found in planned.findings],
        "lines": lines_table(planned),
        "due": due_table(planned),
        "paper": paper,
        "typed": typed,
        "gross": head.gross_pence,
        "trail": _trail(Link("Raise one invoice", reverse("raise_one_off"))),
    }
    return render(request, "billing/one_off_preview.html", pieces)


def _facts(planned: Planned) -> Summary:
    head = planned.invoice
    whom = Noted(head.customer, head.customer_ref or "A new customer") if head.customer else ""
    facts = [
        Fact("Customer", whom),
        Fact("Billed to", ", ".join(head.address.split("\n"))),
        Fact("Service", head.service_name),
        Fact("Tax point", day(head.tax_point_on)),
        Fact("For", head.service_user),
        Fact("Purchase order", head.purchase_order),
    ]
    return Summary([fact for fact in facts if fact.value], title="VAT invoice" if head.is_vat_invoice else "Invoice")


def lines_table(planned: Planned) -> Table:
    """Each charge with its VAT."""
    columns = [Column("Charge"), Column("Quantity", "count"), Column("Price", "count"), Column("Net", "money"),
               Column("VAT"), Column("VAT sum", "money")]  # fmt: skip
    rows = [
        [Noted(line.description, line.income_code), f"{line.quantity.normalize():f}", f"£{line.unit_price:,f}",
         line.net_pence, f"{line.vat_code} at {(line.vat_rate * 100).normalize():f}%", line.vat_pence]
        for line in planned.lines
    ]  # fmt: skip
    foot = ["Total", "", "", planned.invoice.net_pence, "", planned.invoice.vat_pence]
    return Table("What it charges", columns, rows, foot=foot)


def due_table(planned: Planned) -> Table:
    """What is due when."""
    rows = [[part.due_on, part.amount_pence] for part in planned.instalments]
    return Table("What is due when", [Column("Due", "day"), Column("To pay", "money")], rows)


def _trail(*more: Link) -> Any:
    return breadcrumbs(Link("Invoices", reverse("invoices")), *more)
