"""The page that shows every piece."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from piperoll.web.components.links import Link, Tabs, breadcrumbs
from piperoll.web.components.pagination import Pages
from piperoll.web.components.status import Because, Figure, Figures, Heading, Tag
from piperoll.web.doors import EVERY_ROLE, page
from piperoll.web.style import examples
from piperoll.web.style.forms import EveryFieldForm


@page(permission=EVERY_ROLE, section="Home")
def style(request: HttpRequest) -> HttpResponse:
    """Show the furniture; sending the form shows what each field says when it is wrong."""
    form = EveryFieldForm(request.POST, request.FILES) if request.method == "POST" else EveryFieldForm()
    pieces = {
        "form": form,
        "trail": breadcrumbs(Link("Home", "/"), Link("Customers", "/style/")),
        "heading": Heading(
            "Mrs Gwendolyn Achterberg-Pugh",
            "Customer C000012374",
            Figure("£1,284.50", "owed, £642.25 of it overdue"),
            (Tag("Direct Debit", "teal"), Tag("Two reminders sent", "orange")),
        ),
        "figures": Figures(
            (
                Figure("£48,210.07", "received today, 312 lines", "#table"),
                Figure("96.4%", "placed without anyone", "#reasons"),
                Figure("£1,120.00", "in suspense, 4 receipts", "#table"),
                Figure("£0.00", "difference with the bank", "#chart"),
            )
        ),
        "tabs": Tabs(
            "Account",
            [Link(name, f"#{name.lower()}") for name in ("Open items", "Receipts", "Documents")],
            "Open items",
        ),
        "because": Because(
            ("invoice AT00001234 found in the narrative", "exact amount", "paid from this bank account before"),
            ("payer's name differs: Pugh",),
        ),
        "pages": Pages(5, lambda number: f"?page={number}", last=24),
        "items": examples.open_items(),
        "ageing": examples.ageing(),
        "nothing": examples.nothing(),
        "facts": examples.facts(),
        "timeline": examples.timeline(),
        "bars": examples.bars(),
    }
    return render(request, "style/style.html", pieces)
