"""All that a customer owes, on one page, and what makes it so: customers who belong together, other systems."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from piperoll.customers import queries
from piperoll.customers.link_account import link_account
from piperoll.customers.link_customers import link_customers
from piperoll.customers.merging import kept_for
from piperoll.customers.models import Customer, Link, OtherAccount
from piperoll.customers.queries import by_reference
from piperoll.customers.tell_balance import tell_balance
from piperoll.customers.unlink_account import NoSuchOtherAccount, unlink_account
from piperoll.customers.unlink_customers import NoSuchLink, unlink_customers
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.reporting.single_view import Elsewhere, Owing, SingleView, single_view
from piperoll.safeguards.seeing import hidden_from
from piperoll.web.addresses import customer_address
from piperoll.web.components.fields import DatePartsField, PenceField
from piperoll.web.components.html import element
from piperoll.web.components.links import Link as Way
from piperoll.web.components.links import breadcrumbs
from piperoll.web.components.status import Figure, Figures, Heading
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import day
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.money_in.forms import ReasonForm
from piperoll.web.record.parts import record_tabs
from piperoll.web.record.seeing import visible

HOW = {"self": "Their account", "joint": "Joint account", **dict(Link.KINDS)}


class LinkForm(forms.Form):
    """How another customer belongs to this one."""

    kind = forms.ChoiceField(label="How do they belong together?", choices=Link.KINDS, widget=forms.RadioSelect())
    reason = forms.CharField(
        label="How do you know?", max_length=400, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Say in a few words how you know"},
    )  # fmt: skip


class OtherAccountForm(forms.Form):
    """An account in another system."""

    system = forms.ChoiceField(label="Which system?", choices=OtherAccount.SYSTEMS, widget=forms.RadioSelect())
    reference = forms.CharField(
        label="Reference there", max_length=40, widget=forms.TextInput(attrs={"class": "govuk-input--width-20"})
    )
    note = forms.CharField(label="Note (optional)", max_length=200, required=False)


class BalanceForm(forms.Form):
    """What the other system says."""

    owed = PenceField(label="What is owed there", min_pence=-(10**11), max_pence=10**11)
    told_on = DatePartsField(label="The day that figure is of")


@page(permission="see_customers", section="Customers")
@require_GET
def all_they_owe(request: PageRequest, reference: str) -> HttpResponse:
    """Every account that is theirs, what other systems said and when, and whoever belongs to them."""
    customer = by_reference(reference)
    if kept := kept_for(customer):
        return redirect("all_they_owe", kept.reference)
    today, may = timezone.localdate(), request.actor.may
    view = single_view(customer, on=today)
    view = view.without(hidden_from([one.customer for one in view.accounts], on=today, by=request.actor))
    theirs = [one for one in view.accounts if one.is_theirs]
    others = [one for one in view.accounts if not one.is_theirs]
    pieces = {
        "tabs": record_tabs(customer.reference, "All they owe"),
        "heading": Heading("All they owe", str(customer), Figure(pounds(view.in_all_pence), "in all")),
        "figures": _figures(view),
        "theirs": _accounts(theirs, "Accounts of theirs with us", may, customer),
        "others": _accounts(others, "Who belongs to them, each owing their own", may, customer) if others else "",
        "elsewhere": _elsewhere(view.elsewhere, may, customer),
        "reference": customer.reference,
        "hidden": view.hidden,
        "may_link": "link_customers" in may,
        "trail": _trail(customer),
    }
    return render(request, "customers/all_they_owe.html", pieces)


@page(permission="link_customers", section="Customers")
@require_http_methods(["GET", "POST"])
def link(request: PageRequest, reference: str) -> HttpResponse:
    """Find the other customer, then say how they belong together."""
    customer, words = by_reference(reference), request.GET.get("q", "")[: queries.LONGEST]
    named = request.GET.get("with", "")
    other = by_reference(named) if named else None
    form = LinkForm(request.POST or None, use_required_attribute=False)
    if other and form.is_valid():
        try:
            link_customers(one=customer.pk, other=other.pk, **form.cleaned_data, **deed(request))
            return done(request, f"{other} is linked.", "all_they_owe", customer.reference)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
    pieces = {
        "customer": customer,
        "other": other,
        "words": words,
        "found": "" if other else _found(request, words, customer),
        "form": form,
        "trail": _trail(customer, owes=True),
    }
    return render(request, "customers/link.html", pieces)


@page(permission="unlink_customers", section="Customers")
@require_http_methods(["GET", "POST"])
def unlink(request: PageRequest, reference: str, key: int) -> HttpResponse:
    """End a link, saying why."""
    if not Link.objects.filter(pk=key).exists():
        raise NoSuchLink(link=key)
    return _ended(
        request, reference, "End a link", "From today they are no longer shown together. The link stays on record.",
        lambda reason: unlink_customers(link=key, reason=reason, **deed(request)),
    )  # fmt: skip


@page(permission="link_account", section="Customers")
@require_http_methods(["GET", "POST"])
def add_account(request: PageRequest, reference: str) -> HttpResponse:
    """Note an account in another system."""
    customer = by_reference(reference)
    form = OtherAccountForm(request.POST or None, use_required_attribute=False)
    if form.is_valid():
        try:
            linked = link_account(customer=customer.pk, **form.cleaned_data, **deed(request))
            said = "The account is noted. Now tell what is owed there."
            return done(request, said, "tell_balance", customer.reference, linked.account)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
    pieces = {"title": "An account in another system", "button": "Note the account", "form": form, "customer": customer,
              "trail": _trail(customer, owes=True)}  # fmt: skip
    return render(request, "customers/owing_form.html", pieces)


@page(permission="unlink_account", section="Customers")
@require_http_methods(["GET", "POST"])
def remove_account(request: PageRequest, reference: str, key: int) -> HttpResponse:
    """Take an account of another system off, saying why."""
    _other_account(key)
    return _ended(
        request, reference, "Take an account off", "From today it is not counted as theirs. What was told of it stays.",
        lambda reason: unlink_account(account=key, reason=reason, **deed(request)),
    )  # fmt: skip


@page(permission="tell_balance", section="Customers")
@require_http_methods(["GET", "POST"])
def balance(request: PageRequest, reference: str, key: int) -> HttpResponse:
    """Keep what another system says is owed, and of which day."""
    customer, account = by_reference(reference), _other_account(key)
    form = BalanceForm(request.POST or None, initial={"told_on": timezone.localdate()}, use_required_attribute=False)
    if form.is_valid():
        try:
            told = tell_balance(
                account=key,
                owed_pence=form.cleaned_data["owed"],
                told_on=form.cleaned_data["told_on"],
                **deed(request),
            )
            said = f"{pounds(told.owed_pence)} is kept as owed there on {day(told.told_on)}."
            return done(request, said, "all_they_owe", customer.reference)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
    title = f"{account.get_system_display()} {account.reference}"
    pieces = {"title": title, "button": "Keep the figure", "form": form, "customer": customer,
              "trail": _trail(customer, owes=True)}  # fmt: skip
    return render(request, "customers/owing_form.html", pieces)


def _ended(request: PageRequest, reference: str, title: str, words: str, act: Any) -> HttpResponse:
    customer = by_reference(reference)
    form = ReasonForm(request.POST or None, use_required_attribute=False)
    if form.is_valid():
        try:
            act(form.cleaned_data["reason"])
            return done(request, "Done from today.", "all_they_owe", customer.reference)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
    pieces = {"title": title, "words": words, "button": title, "form": form, "customer": customer,
              "trail": _trail(customer, owes=True)}  # fmt: skip
    return render(request, "customers/owing_form.html", pieces)


def _other_account(number: int) -> OtherAccount:
    account = OtherAccount.objects.filter(pk=number).first()
    if account is None:
        raise NoSuchOtherAccount(account=number)
    return account


def _figures(view: SingleView) -> Figures:
    overdue = sum(one.overdue_pence for one in view.accounts if one.is_theirs)
    return Figures(
        (
            Figure(pounds(view.here_pence), "on accounts with us, today"),
            Figure(pounds(overdue), "of it overdue"),
            Figure(pounds(view.elsewhere_pence), "in other systems, as last told"),
        )
    )


def _accounts(accounts: list[Owing], caption: str, may: frozenset[str], customer: Customer) -> Table:
    columns = [
        Column("Account"), Column("How"), Column("Oldest due", "day"), Column("Owed", "money"),
        Column("Overdue", "money"), Column("Credit", "money"), Column("End the link", hidden=True),
    ]  # fmt: skip
    return Table(caption, columns, [_account(one, may, customer) for one in accounts])


def _account(one: Owing, may: frozenset[str], customer: Customer) -> list[object]:
    end = f"{customer_address(customer.reference)}links/{one.link}/end/"
    return [
        Noted(Way(one.name, customer_address(one.reference)), one.reference),
        Noted(HOW[one.how], one.reason) if one.reason else HOW[one.how],
        one.oldest_on,
        one.owed_pence,
        one.overdue_pence,
        one.credit_pence,
        Way("End", end, f"the link with {one.name}") if one.link and "unlink_customers" in may else "",
    ]


def _elsewhere(accounts: list[Elsewhere], may: frozenset[str], customer: Customer) -> Table:
    columns = [
        Column("System"), Column("Reference there"), Column("As told of", "day"), Column("Owed there", "money"),
        Column("What to do", hidden=True),
    ]  # fmt: skip
    rows = []
    for one in accounts:
        here = f"{customer_address(customer.reference)}elsewhere/{one.account}/"
        about = f"{one.system} {one.reference}"
        ways = [Way("Tell the balance", f"{here}balance/", f"of {about}")] if "tell_balance" in may else []
        ways += [Way("Take off", f"{here}off/", about)] if "unlink_account" in may else []
        system = Noted(one.system, one.note) if one.note else one.system
        rows.append([system, one.reference, one.told_on or "Not told yet", one.owed_pence, _one_under_another(ways)])
    empty = "No account in another system is noted."
    return Table("In other systems, as last told", columns, rows, empty=empty)


def _one_under_another(ways: list[Way]) -> object:
    return element("span", *(element("div", way) for way in ways)) if ways else ""


def _found(request: PageRequest, words: str, customer: Customer) -> Table:
    here = f"{customer_address(customer.reference)}link/"
    rows = [
        [
            Way(row.name, f"{here}?with={row.reference}"),
            row.reference,
            (row.lines or "").replace("\n", ", "),
            row.postcode,
        ]
        for row in visible(request, queries.search(words).customers)
        if row.reference != customer.reference
    ]
    columns = [Column("Name"), Column("Reference"), Column("Address"), Column("Postcode")]
    empty = "Nobody else is found by that." if words.strip() else "Type part of a name, a reference or a postcode."
    return Table("Customers found", columns, rows, caption_hidden=True, empty=empty)


def _trail(customer: Customer, *, owes: bool = False) -> object:
    here = Way(customer.name, customer_address(customer.reference))
    more = [Way("All they owe", f"{customer_address(customer.reference)}owes/")] if owes else []
    return breadcrumbs(Way("Customers", "/customers/"), here, *more)
