"""A customer's arrangements and promises, and agreeing or recording another."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from piperoll.arrangements import households, promising, standing
from piperoll.arrangements.agree_arrangement import ArrangementWanted, agree_arrangement
from piperoll.arrangements.record_promise import record_promise
from piperoll.arrangements.withdraw_promise import withdraw_promise
from piperoll.customers.merging import kept_id
from piperoll.customers.models import Customer
from piperoll.customers.queries import by_reference
from piperoll.direct_debit import queries as mandates
from piperoll.foundations.money import pounds
from piperoll.safeguards.telling import telling
from piperoll.web.arrangements.forms import AgreeForm, PromiseForm, WhyForm
from piperoll.web.arrangements.wording import arrangement_table, promise_table, waiting_table
from piperoll.web.components.html import element
from piperoll.web.components.links import button
from piperoll.web.components.wording import day, newest
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, page
from piperoll.web.record.parts import asked, part, part_address
from piperoll.web.record.people import who_may_be_told

HERE = "Arrangements"
MOST = 50
NEEDS = {"affordability": "see_households"}
"""Pages that are opened by another permission than their own name."""


@page(permission="see_arrangements", section="Customers")
@require_GET
def theirs(request: PageRequest, reference: str) -> HttpResponse:
    """Their arrangements, ended ones too, and their promises."""
    customer, today, may = by_reference(reference), timezone.localdate(), request.actor.may
    found = standing.listed(today, account=customer.pk, ended=True, most=MOST + 1)
    waiting = standing.waiting(customer.pk)
    promised = promising.listed(today, account=customer.pk, most=MOST + 1)
    acts = (
        ("agree_arrangement", "Agree an arrangement", ""),
        ("record_promise", "Record a promise to pay", "secondary"),
        ("affordability", "Income and expenditure", "secondary"),
    )
    buttons = [
        element("li", button(words, href=reverse(verb, args=[customer.reference]), kind=kind))
        for verb, words, kind in acts
        if NEEDS.get(verb, verb) in may
    ]
    return part(
        request, customer, HERE,
        who_may_be_told(telling(customer, today)),
        element("ul", *buttons, class_="govuk-list") if buttons else "",
        waiting_table(waiting, may_open="see_requests" in may) if waiting else "",
        arrangement_table(
            found[:MOST], with_customer=False, caption=newest("Arrangements", found, MOST),
            empty="They have no arrangement.",
        ),
        promise_table(
            promised[:MOST], with_customer=False, caption=newest("Promises to pay", promised, MOST),
            may_withdraw="withdraw_promise" in may,
        ),
    )  # fmt: skip


@page(permission="agree_arrangement", section="Customers")
@require_http_methods(["GET", "POST"])
def agree(request: PageRequest, reference: str) -> HttpResponse:
    """Agree how chosen debts are paid."""
    customer, today = by_reference(reference), timezone.localdate()
    debts = standing.owed(customer.pk, today)
    form = AgreeForm(
        debts, mandates.of_customer(customer.pk, on=today), request.POST or None, initial=_affordable(request),
        use_required_attribute=False,
    )  # fmt: skip
    if request.method == "GET" and all(row.why_not for row in debts):
        messages.info(request, " ".join(["Nothing they owe can go into an arrangement.", *_left_out(debts)]))
        return redirect(part_address(customer, HERE))
    about = _about(debts) + _can_afford(request, customer)
    return asked(
        request, customer, form, title="Agree an arrangement", about=about, button="Agree it", back=HERE,
        act=lambda told: agree_arrangement(
            wanted=ArrangementWanted(
                customer.reference, form.plan(), told["reason"], told["why"], [int(one) for one in told["debts"]]
            ),
            **deed(request),
        ),
        says=lambda made: made.done or _waits(made.beyond),
        then=lambda made: (
            reverse("arrangement", args=[made.arrangement])
            if made.arrangement
            else reverse("request", args=[made.request])
        ),
    )  # fmt: skip


def _affordable(request: PageRequest) -> dict[str, Any]:
    """What the page of ways forward says they can pay a month, when they come from there."""
    pence = request.GET.get("monthly", "")
    return {"every": "monthly", "amount_pence": int(pence)} if pence.isdecimal() and len(pence) < 10 else {}


def _about(debts: list[Any]) -> str:
    said = (
        "Time to pay, and no new contract: the debts stay what they are. While it is kept they are not chased, and a "
        "letter confirms it. What is beyond the council’s limits waits for somebody else to decide."
    )
    return " ".join([said, *_left_out(debts)])


def _left_out(debts: list[Any]) -> list[str]:
    """Which debts do not go in, each with why."""
    return sorted({f"{row.reference} is left out: {row.why_not}" for row in debts if row.why_not})


def _can_afford(request: PageRequest, customer: Customer) -> str:
    """What is affordable by what the household last told us, for whoever may see that."""
    account = kept_id(customer.pk)
    household = households.newest(account) if "see_households" in request.actor.may else None
    if household is None:
        return ""
    offer = households.worked_out(household, account, timezone.localdate()).offer_pence
    return f" By what we were told on {day(household.stated_on)} they can afford {pounds(offer)} a month."


def _waits(beyond: object) -> str:
    told = "".join(f" {what}: {limit}, and this is {this}." for what, limit, this in beyond)  # type: ignore[attr-defined]
    return f"It waits for somebody else to decide.{told}"


@page(permission="record_promise", section="Customers")
@require_http_methods(["GET", "POST"])
def promise(request: PageRequest, reference: str) -> HttpResponse:
    """Record a promise to pay."""
    customer = by_reference(reference)
    form = PromiseForm(request.POST or None, use_required_attribute=False)
    return asked(
        request, customer, form, title="Record a promise to pay", button="Record it", back=HERE,
        about="The ladder waits until its day and a few days more. In parts, or further ahead, agree an arrangement.",
        act=lambda told: record_promise(customer=customer.reference, **told, **deed(request)),
        says=lambda made: f"{pounds(made.pence)} by {day(made.by_on)}. The ladder waits until {day(made.until)}.",
    )  # fmt: skip


@page(permission="withdraw_promise", section="Customers")
@require_http_methods(["GET", "POST"])
def withdraw(request: PageRequest, reference: str, promise: int) -> HttpResponse:
    """Take a promise back."""
    customer: Customer = by_reference(reference)
    return asked(
        request, customer, WhyForm(request.POST or None, use_required_attribute=False), title="Take a promise back",
        about="The ladder goes on at once.", button="Take it back", back=HERE,
        act=lambda told: withdraw_promise(promise=promise, why=told["why"], **deed(request)),
        says=lambda made: "It waits no more.",
    )  # fmt: skip
