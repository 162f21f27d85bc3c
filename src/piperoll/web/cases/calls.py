"""The call list: one account after another to telephone, with what to mind, what was said, and a form for what came."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from piperoll.cases import queries
from piperoll.cases.calling import may_call
from piperoll.cases.queries import Asked
from piperoll.cases.record_exchange import record_exchange
from piperoll.customers.models import Customer
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.safeguards.seeing import look
from piperoll.web.addresses import customer_address
from piperoll.web.cases.account import calling, kept, log
from piperoll.web.cases.forms import CallForm
from piperoll.web.cases.wording import SECTION, when
from piperoll.web.components.links import Link
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.wording import count, day
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, page
from piperoll.web.record.seeing import not_named
from piperoll.web.recovery.tabs import tabs

MOST = 50


@page(permission="record_exchange", section=SECTION)
@require_http_methods(["GET", "POST"])
def calls(request: PageRequest) -> HttpResponse:
    """The next account to telephone; what came of the call, and then the next one."""
    if "see_recovery" not in request.actor.may:
        return redirect("customers")
    skipped = [one for one in request.GET.get("skip", "").split(",") if one][-MOST:]
    waiting = _waiting(request, skipped)
    if not waiting:
        return render(request, "cases/calls.html", {"tabs": tabs(request, "calls"), "was_skipped": bool(skipped)})
    row, customer = waiting[0], Customer.objects.get(pk=waiting[0].customer_id)
    look(customer, place=request.path, **deed(request))
    given = request.POST or None
    form = CallForm(
        given, initial={"takes_step": row.action == "call"}, may=request.actor.may, use_required_attribute=False
    )
    if given and request.POST.get("customer") != customer.reference:
        messages.info(request, "The list moved on meanwhile: nothing was kept. Write it down on their own page.")
        return redirect("calls")
    if form.is_valid() and _done(request, customer, form):
        return redirect(_address([*skipped, customer.reference]))
    pieces = {
        "tabs": tabs(request, "calls"), "row": row, "customer": customer, "left": _left(len(waiting) - 1),
        "about": _about(row, customer), "calling": calling(customer), "log": log(customer.pk), "form": form,
        "skip": _address([*skipped, customer.reference]),
    }  # fmt: skip
    return render(request, "cases/calls.html", pieces)


def _waiting(request: PageRequest, skipped: list[str]) -> list[Any]:
    """Who of this person's list may be telephoned now, in order."""
    today = timezone.localdate()
    asked = Asked(**queries.list_of_officer(request.actor.user_id, today))
    hidden = {*skipped, *not_named(request)}
    found = [row for row in queries.to_call(asked, today, most=MOST) if row.reference not in hidden and not row.is_paid]
    first = next((n for n, row in enumerate(found) if _may(row)), len(found))
    return found[first:]


def _may(row: Any) -> bool:
    return may_call(row.customer_id, on=timezone.localdate(), at=timezone.now()).allowed


def _left(many: int) -> str:
    return f"{count(many, 'more account')} to call after this." if many else "Nobody else to call after this."


def _address(skipped: list[str]) -> str:
    return f"{reverse('calls')}?skip={','.join(skipped[-MOST:])}"


def _about(row: Any, customer: Customer) -> Summary:
    facts = [
        Fact("Customer", Link(f"{customer.name} ({customer.reference})", customer_address(customer.reference))),
        Fact("Why", row.reason),
        Fact("By", when(row, timezone.localdate())),
        Fact("Overdue", pounds(row.overdue_pence) + (f", since {day(row.overdue_since)}" if row.overdue_since else "")),
    ]
    return Summary(facts, "The account")


def _done(request: PageRequest, customer: Customer, form: CallForm) -> bool:
    """Keep what came of the call; a refusal stands at its field."""
    try:
        made = record_exchange(customer=customer.reference, told=form.told(), **deed(request))
    except Refused as refusal:
        field = refusal.facts.get("field")
        form.add_error(field if field in form.fields else None, refusal.sentence)
        return False
    messages.success(request, f"{customer.name}: {kept(made)}")
    return True
