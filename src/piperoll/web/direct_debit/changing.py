"""The pages that set a mandate up and change it: each asks, makes one call, and goes back to the mandate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from piperoll.bacs.log_claim import log_claim
from piperoll.bacs.queries import claimable
from piperoll.customers.queries import by_reference
from piperoll.direct_debit import choosing, noticing, planning
from piperoll.direct_debit.cancel_mandate import cancel_mandate
from piperoll.direct_debit.change_mandate_bank import change_mandate_bank
from piperoll.direct_debit.choose_what_it_pays import choose_what_it_pays
from piperoll.direct_debit.invite_payer import invite_payer
from piperoll.direct_debit.resume_mandate import resume_mandate
from piperoll.direct_debit.rules import guarantee
from piperoll.direct_debit.set_collection_plan import set_collection_plan
from piperoll.direct_debit.set_up_mandate import MandateTold, set_up_mandate
from piperoll.direct_debit.suspend_mandate import suspend_mandate
from piperoll.direct_debit.transfer_mandate import transfer_mandate
from piperoll.documents.council_on_paper import council_on_paper
from piperoll.foundations.refusals import Refused
from piperoll.web.components.links import Link
from piperoll.web.components.wording import day
from piperoll.web.deeds import deed
from piperoll.web.direct_debit.forms import (
    ChangeBankForm,
    ClaimForm,
    EndForm,
    PaysForm,
    PlanForm,
    SetUpForm,
    TransferForm,
    WhyForm,
)
from piperoll.web.direct_debit.mandates import of, trail
from piperoll.web.direct_debit.wording import mandate_address
from piperoll.web.doors import page

Form = type[forms.Form]
_METHODS = ["GET", "POST"]


@page(permission="set_up_mandate", section="Customers")
@require_http_methods(_METHODS)
def set_up(request: Any, reference: str) -> HttpResponse:
    """Set a mandate up: the script to read out, what the payer answers, the Guarantee."""
    customer, today = by_reference(reference), timezone.localdate()
    form = SetUpForm(request.POST or None, use_required_attribute=False)
    if form.is_valid():
        told = MandateTold(**form.cleaned_data)
        try:
            made = set_up_mandate(customer=customer.pk, told=told, **deed(request))
        except Refused as refusal:
            _at_its_field(form, refusal)
        else:
            said = f"{made.reference} is set up. Its confirmation must go by {day(made.confirm_by)}."
            messages.success(request, said)
            return redirect(mandate_address(customer.reference, made.mandate))
    council, days = council_on_paper().name, noticing.notice_days(today)
    pieces = {
        "form": form, "customer": customer, "council": council, "days": days, "trail": trail(customer),
        "guarantee": guarantee(council, days),
    }  # fmt: skip
    return render(request, "direct_debit/set_up.html", pieces)


@page(permission="invite_payer", section="Customers")
@require_http_methods(_METHODS)
def invite(request: Any, reference: str) -> HttpResponse:
    """Make a link by which the payer sets one up themself, shown this once."""
    customer = by_reference(reference)
    pieces: dict[str, object] = {"customer": customer, "trail": trail(customer), "form": forms.Form()}
    if request.method == "POST":
        made = invite_payer(customer=customer.pk, **deed(request))
        link = request.build_absolute_uri(reverse("payers_link", args=[made.word]))
        pieces |= {"made": made, "link": link, "back": reverse("customer_mandates", args=[customer.reference])}
        return render(request, "direct_debit/invited.html", pieces)
    pieces |= {
        "title": "Have them set it up",
        "about": "They open a link without signing in, give their bank details and see the Guarantee. It works once, "
        "for a fortnight. Whoever holds it can set up a Direct Debit for this customer: send it to them alone.",
        "button": "Make the link",
    }
    return render(request, "record/ask.html", pieces)


@page(permission="change_mandate_bank", section="Customers")
@require_http_methods(_METHODS)
def bank(request: Any, reference: str, mandate: int) -> HttpResponse:
    """Another bank account."""
    return _asked(
        request, reference, mandate, ChangeBankForm(request.POST or None, use_required_attribute=False),
        title="Change bank details", button="Change them",
        about="Nothing is taken until the new account’s bank has the instruction. A letter tells the payer.",
        act=lambda told: change_mandate_bank(mandate=mandate, **told, **deed(request)),
        says=lambda changed: f"It is taken from {changed.bank_account} once that is lodged.",
    )  # fmt: skip


@page(permission="cancel_mandate", section="Customers")
@require_http_methods(_METHODS)
def cancel(request: Any, reference: str, mandate: int) -> HttpResponse:
    """Cancel it."""
    return _asked(
        request, reference, mandate, EndForm(request.POST or None, use_required_attribute=False),
        title="Cancel this Direct Debit", button="Cancel it",
        about="Nothing more is taken, from today. A letter confirms it to the payer. What is owed is paid another way.",
        act=lambda told: cancel_mandate(mandate=mandate, **told, **deed(request)),
        says=lambda done: f"{done.reference} is cancelled." + (" Its bank will be told." if done.cancels else ""),
    )  # fmt: skip


@page(permission="log_claim", section="Customers")
@require_http_methods(_METHODS)
def claim(request: Any, reference: str, mandate: int) -> HttpResponse:
    """Log an indemnity claim that came on paper or by email."""
    form = ClaimForm(request.POST or None, claimable=claimable(mandate), use_required_attribute=False)
    return _asked(
        request, reference, mandate, form, title="Log an indemnity claim", button="Log it",
        about="For one that came by letter or email: those in the bank’s file are logged by themselves. Nothing more "
        "is taken meanwhile. Refund nothing besides: the payer has had it from their bank.",
        act=lambda told: log_claim(mandate=str(mandate), **told, **deed(request)),
        says=lambda logged: f"Logged. Challenge it by {day(logged.challenge_by)}, or it settles on "
        f"{day(logged.settles_on)}.",
        back=lambda logged: reverse("claim", args=[logged.claim]),
    )  # fmt: skip


@page(permission="suspend_mandate", section="Customers")
@require_http_methods(_METHODS)
def suspend(request: Any, reference: str, mandate: int) -> HttpResponse:
    """Collect nothing for now."""
    return _asked(
        request, reference, mandate, WhyForm(request.POST or None, use_required_attribute=False),
        title="Suspend this Direct Debit", button="Suspend it", about="Nothing is taken until somebody resumes it.",
        act=lambda told: suspend_mandate(mandate=mandate, **told, **deed(request)),
        says=lambda done: f"{done.reference} is suspended.",
    )  # fmt: skip


@page(permission="resume_mandate", section="Customers")
@require_http_methods(_METHODS)
def resume(request: Any, reference: str, mandate: int) -> HttpResponse:
    """Collect again."""
    return _asked(
        request, reference, mandate, WhyForm(request.POST or None, use_required_attribute=False),
        title="Resume this Direct Debit", button="Resume it",
        about="It collects again what the payer is told of in time.",
        act=lambda told: resume_mandate(mandate=mandate, **told, **deed(request)),
        says=lambda done: f"{done.reference} is active again.",
    )  # fmt: skip


@page(permission="transfer_mandate", section="Customers")
@require_http_methods(_METHODS)
def transfer(request: Any, reference: str, mandate: int) -> HttpResponse:
    """Have it pay for somebody else."""

    def act(told: dict[str, Any]) -> Any:
        other = by_reference(told["customer"]).pk
        return transfer_mandate(mandate=mandate, customer=other, reason=told["reason"], **deed(request))

    return _asked(
        request, reference, mandate, TransferForm(request.POST or None, use_required_attribute=False),
        title="Transfer this Direct Debit", button="Transfer it",
        about="The same payer, account and reference pay for another customer from today. A letter tells the payer.",
        act=act, says=lambda done: f"{done.reference} pays for {done.customer} from today.",
        back=lambda done: mandate_address(done.customer, mandate),
    )  # fmt: skip


@page(permission="choose_what_it_pays", section="Customers")
@require_http_methods(_METHODS)
def pays(request: Any, reference: str, mandate: int) -> HttpResponse:
    """What it pays."""
    of(reference, mandate)
    now = choosing.pays_now(mandate, timezone.localdate())
    initial = {
        "services": [row.service.code for row in now if row.service],
        "invoices": " ".join(row.invoice.number for row in now if row.invoice),
    }
    form = PaysForm(request.POST or None, initial=initial, use_required_attribute=False)
    return _asked(
        request, reference, mandate, form, title="Change what it pays", button="Change it",
        about="From today. Each instalment is collected by one Direct Debit alone: the one that names its invoice, "
        "else its service, else everything.",
        act=lambda told: choose_what_it_pays(mandate=mandate, pays=form.told, **deed(request)),
        says=lambda done: f"It pays: {done.pays}.",
    )  # fmt: skip


@page(permission="set_collection_plan", section="Customers")
@require_http_methods(_METHODS)
def plan(request: Any, reference: str, mandate: int) -> HttpResponse:
    """How much and when."""
    of(reference, mandate)
    now = planning.plan_now(mandate, timezone.localdate())
    initial = {
        "kind": now.kind, "amount_pence": now.amount_pence, "every": now.every, "first_on": now.first_on,
        "days": " ".join(map(str, now.days)), "times": now.times, "until": now.until,
    }  # fmt: skip
    form = PlanForm(request.POST or None, initial=initial, use_required_attribute=False)
    return _asked(
        request, reference, mandate, form, title="Change the plan", button="Change it",
        about="From today. The payer is told of every new day and sum before anything is taken.",
        act=lambda told: set_collection_plan(mandate=mandate, plan=form.told, **deed(request)),
        says=lambda done: f"It collects: {done.plan}.",
    )  # fmt: skip


def _asked(
    request: Any,
    reference: str,
    mandate: int,
    form: forms.Form,
    *,
    title: str,
    about: str,
    button: str,
    act: Callable[[dict[str, Any]], Any],
    says: Callable[[Any], str],
    back: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """Ask what a verb needs, do it, and go back to the mandate; a refusal stands at its field."""
    found, customer = of(reference, mandate)
    here = mandate_address(customer.reference, mandate)
    if form.is_valid():
        try:
            outcome = act(form.cleaned_data)
        except Refused as refusal:
            if not refusal.exit_code:
                messages.info(request, refusal.sentence)
                return redirect(here)
            _at_its_field(form, refusal)
        else:
            messages.success(request, says(outcome))
            return redirect(back(outcome) if back else here)
    pieces = {
        "title": title, "about": about, "button": button, "form": form, "customer": customer,
        "trail": trail(customer, Link(found.reference, here)),
    }  # fmt: skip
    return render(request, "record/ask.html", pieces)


def _at_its_field(form: forms.Form, refusal: Refused) -> None:
    field = refusal.facts.get("field")
    form.add_error(field if field in form.fields else None, refusal.sentence)
