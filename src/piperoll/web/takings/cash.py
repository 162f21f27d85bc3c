"""Cash: over the counter, a till counted by note and coin, and a difference somebody else looks at."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.takings import queries
from piperoll.takings.authorise_cash_up import authorise_cash_up
from piperoll.takings.cash_up import CashedUp, DifferenceUnexplained, cash_up
from piperoll.takings.refuse_cash_up import refuse_cash_up
from piperoll.takings.rules import DENOMINATIONS, count_of
from piperoll.takings.take_cash import take_cash
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Heading, Tag
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.sums import SumsTotal, WordsBox
from piperoll.web.components.table import Column, Table
from piperoll.web.components.wording import count, day
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.takings.cash_forms import CashForm, CountForm, DifferenceForm, coin, many_of


@page(permission="take_cash", section="Money in")
@require_http_methods(["GET", "POST"])
def take(request: PageRequest) -> HttpResponse:
    """Cash over the counter; the till is remembered for the next."""
    again = {name: request.GET.get(name, "") for name in ("till", "bank_account")}
    form = CashForm(request.POST or None, initial=again, use_required_attribute=False)
    if form.is_valid():
        try:
            made = take_cash(**form.cleaned_data, **deed(request))
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            said = f"{pounds(made.pence)} taken. The payer’s receipt is {made.reference}."
            where = f"{reverse('take_cash')}?till={made.till}&bank_account={form.cleaned_data['bank_account']}"
            return done(request, said, where)
    return render(request, "takings/take_cash.html", {"form": form, "trail": trail()})


@page(permission="cash_up", section="Money in")
@require_http_methods(["GET", "POST"])
def count_till(request: PageRequest, till: str, account: str) -> HttpResponse:
    """Count a till by note and coin against what was receipted there."""
    shown = next((row for row in queries.tills() if (row.till, row.code) == (till, account)), None)
    if shown is None and request.method == "GET":
        raise Http404
    form = CountForm(request.POST or None, use_required_attribute=False)
    if form.is_valid() and "work_out" not in request.POST:
        try:
            made = cash_up(
                till=till, bank_account=account, slip=form.cleaned_data["slip"], counted=form.counted,
                reason=form.cleaned_data["reason"], **deed(request),
            )  # fmt: skip
        except DifferenceUnexplained as refusal:
            form.add_error("reason", refusal.sentence)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return _counted(request, made)
    entered = count_of(form.counted)
    pieces = {
        "form": form,
        "till": till,
        "account": account,
        "takings": count(shown.takings, "receipt") if shown else "",
        "table": _coins(form),
        "sums": SumsTotal(shown.pence if shown else 0, entered, there_is="Receipted", left_name="Short by"),
        "trail": trail(),
    }
    return render(request, "takings/cash_up.html", pieces)


@page(permission="see_receipts", section="Money in")
@require_http_methods(["GET", "POST"])
def difference(request: PageRequest, number: int) -> HttpResponse:
    """A count that differs: let it stand, or have it counted again."""
    shown = queries.cash_up(number)
    if shown is None:
        raise Http404
    form = DifferenceForm(request.POST or None, use_required_attribute=False)
    if form.is_valid():
        act = refuse_cash_up if "again" in request.POST else authorise_cash_up
        try:
            act(cash_up=number, reason=form.cleaned_data["reason"], **deed(request))
        except Refused as refusal:
            form.add_error("reason", refusal.sentence)
        else:
            said = "is to be counted again" if "again" in request.POST else "stands, and the cash is paid in as counted"
            return done(request, f"Cash-up {number} {said}.", "bankings")
    off = shown.difference_pence
    over = "over" if off > 0 else "short"
    pieces = {
        "heading": Heading(
            f"Till {shown.till}", f"Cash-up {number}, {day(shown.counted_on)}", Figure(pounds(abs(off)), over),
            (Tag("Waits for somebody else", "yellow"),),
        ),
        "facts": Summary(
            [
                Fact("Counted", pounds(shown.counted_pence)),
                Fact("Receipted", pounds(shown.taken_pence)),
                Fact("Counted by", shown.counted_by),
                Fact("Why it differs", shown.reason),
                Fact("Slip", f"{shown.slip}, into {shown.code}"),
            ]
        ),
        "form": form,
        "is_own": shown.counted_by_id == request.actor.user_id,
        "trail": trail(),
    }  # fmt: skip
    return render(request, "takings/difference.html", pieces)


def trail(*more: Link) -> Any:
    """Where these pages stand."""
    return breadcrumbs(Link("Money in", reverse("statements")), Link("Paid in", reverse("bankings")), *more)


def _counted(request: PageRequest, made: CashedUp) -> HttpResponse:
    if made.banking:
        return done(request, f"{pounds(made.counted_pence)} counted and paid in. It agrees.", "banking", made.banking)
    return done(request, "Somebody else must look at the difference before it is paid in.", "cash_up", made.cash_up)


def _coins(form: CountForm) -> Table:
    rows = [
        [
            coin(pence),
            WordsBox(
                many_of(pence), f"How many {coin(pence)}", str(form[many_of(pence)].value() or ""),
                str(form[many_of(pence)].errors[0]) if form[many_of(pence)].errors else "", width=5, each_pence=pence,
            ),
        ]
        for pence in DENOMINATIONS
    ]  # fmt: skip
    columns = [Column("Note or coin"), Column("How many")]
    return Table("Notes and coins", columns, rows, caption_hidden=True)
