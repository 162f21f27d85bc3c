"""Cash-up returns of services: filled in by an office, authorised by somebody else of its service, or sent back."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from piperoll.billing.self_service import services_of
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.takings import queries
from piperoll.takings.authorise_cash_return import authorise_cash_return
from piperoll.takings.fill_cash_return import Told, fill_cash_return
from piperoll.takings.refuse_cash_return import refuse_cash_return
from piperoll.takings.rules import DENOMINATIONS, RETURN_KINDS
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Heading, Tag
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.sums import SumBox, WordsBox
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.wording import day
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.paging import page_number, pages
from piperoll.web.takings.cash_forms import coin, many_of
from piperoll.web.takings.return_forms import ROWS, AuthoriseForm, ReturnForm

SECTION, A_PAGE = "Your requests", 25


@page(permission="fill_cash_return", section=SECTION)
@require_GET
def cash_returns(request: PageRequest) -> HttpResponse:
    """Those of somebody's services: what waits, then the rest, the newest first."""
    services = request.actor.services
    found = queries.cash_returns(services, most=A_PAGE + 1, after=(page_number(request) - 1) * A_PAGE)
    columns = [Column("Return"), Column("Where it stands"), Column("Cash", "money"), Column("Cheques", "money"),
               Column("Over or short", "money")]  # fmt: skip
    pieces = {
        "table": Table(
            "Cash-up returns", columns, [_row(row) for row in found[:A_PAGE]], caption_hidden=True,
            empty="Nobody has filled one in yet.",
        ),
        "pages": pages(request, more=len(found) > A_PAGE),
        "trail": _trail(),
    }  # fmt: skip
    return render(request, "takings/cash_returns.html", pieces)


@page(permission="fill_cash_return", section=SECTION)
@require_http_methods(["GET", "POST"])
def fill(request: PageRequest) -> HttpResponse:
    """Fill one in: sums by income code, notes and coins, slips."""
    services = services_of(request.actor)
    today = timezone.localdate()
    form = ReturnForm(services, request.POST or None, initial={"taken_on": today}, use_required_attribute=False)
    if form.is_valid():
        told = form.cleaned_data
        wanted = Told(
            service=told["service"], office=told["office"], taken_on=told["taken_on"],
            bank_account=told["bank_account"], lines=form.lines, counted=form.counted, slip=told["slip"],
            cheque_slip=told["cheque_slip"], reason=told["reason"],
        )  # fmt: skip
        try:
            made = fill_cash_return(told=wanted, **deed(request))
        except Refused as refusal:
            field = refusal.facts.get("field")
            form.add_error(field if field in form.fields else None, refusal.sentence)
        else:
            return done(request, "Somebody else of the service authorises it.", "cash_return", made.cash_return)
    pieces = {"form": form, "lines": _lines(form), "coins": _coins(form), "trail": _trail(_list())}
    return render(request, "takings/fill_return.html", pieces)


@page(permission="fill_cash_return", section=SECTION)
@require_http_methods(["GET", "POST"])
def cash_return(request: PageRequest, number: int) -> HttpResponse:
    """One, with what its authoriser may do."""
    shown = queries.cash_return(number, request.actor.services)
    if shown is None:
        raise Http404
    form = AuthoriseForm(request.POST or None)
    if form.is_valid():
        act = refuse_cash_return if "back" in request.POST else authorise_cash_return
        try:
            act(cash_return=number, reason=form.cleaned_data["reason"], **deed(request))
        except Refused as refusal:
            form.add_error("reason", refusal.sentence)
        else:
            said = "is sent back" if "back" in request.POST else "is authorised, and paid in with its slips"
            return done(request, f"Cash-up return {number} {said}.", "cash_returns")
    may = request.actor.may
    pieces = {
        "heading": Heading(
            f"{shown.office}, {day(shown.taken_on)}", f"Cash-up return {number}",
            Figure(pounds(shown.cash_pence + shown.cheque_pence), "taken"), (_tag(shown),),
        ),
        "facts": _facts(shown, may),
        "lines": Table(
            "What was taken", [Column("Income code"), Column("How"), Column("Sum", "money")],
            [
                [Noted(row.income_code, row.fund), RETURN_KINDS[row.kind], row.amount_pence]
                for row in queries.return_lines(number)
            ],
        ),
        "coins": _counted(shown),
        "form": form,
        "waits": shown.is_authorised is None,
        "is_own": shown.filled_by_id == request.actor.user_id,
        "trail": _trail(_list()),
    }  # fmt: skip
    return render(request, "takings/cash_return.html", pieces)


def _row(row: Any) -> Row:
    title = Link(f"{row.office}, {day(row.taken_on)}", reverse("cash_return", args=[row.id]))
    who = f"{row.service}, filled in by {row.filled_by}"
    stands = Noted(_tag(row), f"by {row.ended_by}, {day(row.ended_on)}") if row.ended_by else _tag(row)
    return Row(
        [Noted(title, who), stands, row.cash_pence, row.cheque_pence, row.difference_pence or ""],
        quiet=row.is_authorised is not None,
    )


def _tag(row: Any) -> Tag:
    if row.is_authorised is None:
        return Tag("Waits for its authoriser", "yellow")
    return Tag("Authorised", "green") if row.is_authorised else Tag("Sent back", "red")


def _facts(shown: Any, may: frozenset[str]) -> Summary:
    off = shown.difference_pence
    facts = [
        Fact("Service", shown.service),
        Fact("Filled in by", shown.filled_by),
        Fact("Cash taken", pounds(shown.cash_pence)),
        Fact("Cash counted", pounds(shown.counted_pence)),
        Fact("Difference", f"{pounds(abs(off))} {'over' if off > 0 else 'short'}: {shown.reason}" if off else "None"),
        Fact("Slip of the cash", _slip(shown.slip, shown.account, shown.cash_banking, may)),
        Fact("Slip of the cheques", _slip(shown.cheque_slip, shown.account, shown.cheque_banking_id, may)),
    ]
    if shown.ended_by:
        said = f"{shown.ended_by}, {day(shown.ended_on)}" + (f": {shown.end_reason}" if shown.end_reason else "")
        facts.append(Fact("Authorised by" if shown.is_authorised else "Sent back by", said))
    return Summary([fact for fact in facts if fact.value])


def _slip(slip: str, account: str, banking: int | None, may: frozenset[str]) -> object:
    if not slip:
        return ""
    said = f"{slip}, into {account}"
    return Link(said, reverse("banking", args=[banking])) if banking and "see_receipts" in may else said


def _counted(shown: Any) -> Table | str:
    counted = {int(pence): many for pence, many in json.loads(shown.counted).items()}
    if not counted:
        return ""
    columns = [Column("Note or coin"), Column("How many", "count"), Column("Comes to", "money")]
    rows = [[coin(pence), counted[pence], pence * counted[pence]] for pence in DENOMINATIONS if pence in counted]
    return Table("Notes and coins", columns, rows)


def _lines(form: ReturnForm) -> Table:
    rows = [
        [_box(form, f"code-{place}", f"Income code {place}"),
         *(_sum(form, f"{kind}-{place}", f"{name} {place}") for kind, name in RETURN_KINDS.items())]
        for place in range(1, ROWS + 1)
    ]  # fmt: skip
    return Table("What was taken", [Column("Income code"), *map(Column, RETURN_KINDS.values())], rows)


def _coins(form: ReturnForm) -> Table:
    rows = [
        [coin(pence), _box(form, many_of(pence), f"How many {coin(pence)}", width=5)] for pence in DENOMINATIONS
    ]  # fmt: skip
    return Table("Notes and coins", [Column("Note or coin"), Column("How many")], rows)


def _box(form: ReturnForm, name: str, label: str, width: int = 10) -> WordsBox:
    return WordsBox(name, label, str(form[name].value() or ""), _fault(form, name), width=width)


def _sum(form: ReturnForm, name: str, label: str) -> SumBox:
    return SumBox(name, label, str(form[name].value() or ""), _fault(form, name))


def _fault(form: ReturnForm, name: str) -> str:
    return str(form[name].errors[0]) if form[name].errors else ""


def _list() -> Link:
    return Link("Cash-up returns", reverse("cash_returns"))


def _trail(*more: Link) -> Any:
    return breadcrumbs(Link("Home", reverse("home")), *more)
