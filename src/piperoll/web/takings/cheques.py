"""Cheques: first the slip, then a line for each cheque with the total following the typing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from piperoll.foundations.money import plain_pounds, pounds
from piperoll.foundations.refusals import Refused
from piperoll.takings.bank_cheques import BadCheques, bank_cheques
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.sums import SumBox, SumsTotal, WordsBox
from piperoll.web.components.table import Column, Table
from piperoll.web.components.wording import count
from piperoll.web.deeds import deed
from piperoll.web.doors import done, page
from piperoll.web.takings.cheques_form import ROWS_ADDED, ChequesForm, SlipForm


@page(permission="bank_cheques", section="Money in")
@require_GET
def slip(request: HttpRequest) -> HttpResponse:
    """The slip: its serial, total, account and day."""
    asked = request.GET if "slip" in request.GET else None
    form = SlipForm(asked, initial={"banked_on": timezone.localdate()}, use_required_attribute=False)
    if form.is_valid():
        return redirect(f"{reverse('bank_cheques')}?{request.GET.urlencode()}")
    return render(request, "takings/slip.html", {"form": form, "trail": _trail()})


@page(permission="bank_cheques", section="Money in")
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """A line for each cheque; what they come to is proved against the slip."""
    head = SlipForm(request.GET, use_required_attribute=False)
    if not head.is_valid():
        return redirect(f"{reverse('cheque_slip')}?{request.GET.urlencode()}")
    told = head.cleaned_data
    form = ChequesForm(told["cheques"], request.POST if request.method == "POST" else None)
    if form.is_valid() and "work_out" not in request.POST and "more" not in request.POST:
        given = deed(request) | {"on": told["banked_on"]}
        try:
            made = bank_cheques(
                bank_account=told["bank_account"], slip=told["slip"], total_pence=told["total_pence"],
                cheques=[cheque for _, cheque in form.entered], **given,
            )  # fmt: skip
        except BadCheques as refusal:
            form.explain(refusal.facts["wrong"])
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            said = f"{count(made.cheques, 'cheque')} paid in with slip {made.slip}: {pounds(made.pence)}."
            return done(request, said, "banking", made.banking)
    pieces = {
        "form": form,
        "told": told,
        "total": plain_pounds(told["total_pence"]),
        "table": _table(form),
        "rows": form.rows,
        "more": ROWS_ADDED,
        "sums": SumsTotal(
            told["total_pence"], form.entered_pence, there_is="The slip says", left_name="Still to enter"
        ),
        "trail": _trail(Link("The slip", f"{reverse('cheque_slip')}?{request.GET.urlencode()}")),
    }
    return render(request, "takings/cheques.html", pieces)


def _table(form: ChequesForm) -> Table:
    columns = [
        Column("Cheque"),
        Column("Drawn by"),
        Column("Number"),
        Column("Invoice or customer"),
        Column("Amount", "money"),
    ]
    rows = [
        [
            str(place),
            _words(form, f"drawer-{place}", f"Who drew cheque {place}", 20),
            _words(form, f"number-{place}", f"Number of cheque {place}", 5),
            _words(form, f"reference-{place}", f"What cheque {place} is for", 10),
            _sum(form, f"amount-{place}", f"Pounds of cheque {place}"),
        ]
        for place in range(1, form.rows + 1)
    ]
    return Table("Cheques", columns, rows, caption_hidden=True)


def _words(form: ChequesForm, name: str, label: str, width: int) -> WordsBox:
    return WordsBox(name, label, *_said(form, name), width=width)


def _sum(form: ChequesForm, name: str, label: str) -> SumBox:
    return SumBox(name, label, *_said(form, name))


def _said(form: ChequesForm, name: str) -> tuple[str, str]:
    bound = form[name]
    return str(bound.value() or ""), str(bound.errors[0]) if bound.errors else ""


def _trail(*more: Link) -> Any:
    return breadcrumbs(Link("Money in", reverse("statements")), Link("Paid in", reverse("bankings")), *more)
