"""Services, bank accounts, income codes and ledger accounts, holidays: a list and a form each."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from piperoll.council.add_holiday import add_holiday
from piperoll.council.add_service import add_service
from piperoll.council.change_service import change_service
from piperoll.council.models import BankAccount, Holiday, Service
from piperoll.ledger.add_bank_account import add_bank_account
from piperoll.ledger.add_income_account import add_income_account
from piperoll.ledger.models import Account
from piperoll.web.components.links import Link
from piperoll.web.components.status import Tag
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.wording import day
from piperoll.web.deeds import deed
from piperoll.web.doors import done, page
from piperoll.web.money_in.wording import account_words
from piperoll.web.set_up import forms
from piperoll.web.set_up.showing import Adding, changing, part, trail

SEE = {"permission": "see_council", "section": "Set-up"}


@page(**SEE)
@require_http_methods(["GET", "POST"])
def services(request: Any) -> HttpResponse:
    """The departments that send us charges."""
    adding = Adding(
        "add_service",
        "Add a service",
        forms.ServiceForm,
        add_service,
        lambda made: f"{made.name} may send charges as {made.code}.",
    )
    about = "A feeder file names its service by the code."
    may_change = "change_service" in request.actor.may
    return part(request, title="Services", about=about, table=lambda: _services(may_change), adding=adding)


@page(permission="change_service", section="Set-up")
@require_http_methods(["GET", "POST"])
def service(request: HttpRequest, code: str) -> HttpResponse:
    """Change one service."""
    ours = Service.objects.filter(code=code).first()
    if ours is None:
        raise Http404
    standing = {
        "name": ours.name, "email": ours.email, "manager_email": ours.manager_email, "head_email": ours.head_email,
        "is_active": ours.is_active,
    }  # fmt: skip
    form = (
        forms.ChangeServiceForm(request.POST) if request.method == "POST" else forms.ChangeServiceForm(initial=standing)
    )
    changed = changing(request, form, lambda: change_service(code=code, **form.cleaned_data, **deed(request)))
    if changed:
        return done(request, f"{changed.name} is changed.", "services")
    pieces = {"form": form, "service": ours, "trail": trail(Link("Services", reverse("services")))}
    return render(request, "set_up/service.html", pieces)


@page(**SEE)
@require_http_methods(["GET", "POST"])
def bank_accounts(request: HttpRequest) -> HttpResponse:
    """Our own accounts at banks."""
    adding = Adding(
        "add_bank_account", "Add a bank account", forms.BankAccountForm, add_bank_account,
        lambda made: f"{made.code} is added; in the ledger it is {made.ledger_account}.",
    )  # fmt: skip
    about = "A statement must be of one of these, and each has an account of its own in the ledger."
    return part(request, title="Bank accounts", about=about, table=_bank_accounts, adding=adding)


@page(**SEE)
@require_http_methods(["GET", "POST"])
def ledger_accounts(request: HttpRequest) -> HttpResponse:
    """Income codes and every other account of the ledger."""
    adding = Adding(
        "add_income_account", "Add an income code", forms.IncomeAccountForm, add_income_account,
        lambda made: f"Income code {made.code} is added.",
    )  # fmt: skip
    about = (
        "Every pound is booked from one of these to another. An income account’s code is a feeder file’s income code."
    )
    return part(request, title="Income codes and ledger accounts", about=about, table=_ledger_accounts, adding=adding)


@page(**SEE)
@require_http_methods(["GET", "POST"])
def holidays(request: HttpRequest) -> HttpResponse:
    """Days on which banks do not work."""
    adding = Adding(
        "add_holiday", "Add a bank holiday", forms.HolidayForm, add_holiday,
        lambda made: f"{day(made.day)} is a holiday: {made.name}.",
    )  # fmt: skip
    about = (
        "The bank holidays of England and Wales as far ahead as they are known. Working days are counted round them."
    )
    return part(request, title="Bank holidays", about=about, table=_holidays, adding=adding)


def _services(may_change: bool) -> Table:
    columns = [Column("Service"), Column("Code"), Column("Email"), Column("State")]
    rows = [
        Row(
            [
                Link(one.name, reverse("change_service", args=[one.code])) if may_change else one.name,
                one.code, one.email, Tag("Takes charges", "green") if one.is_active else Tag("Stopped", "grey"),
            ],
            quiet=not one.is_active,
        )
        for one in Service.objects.all()
    ]  # fmt: skip
    return Table("Services", columns, rows, caption_hidden=True)


def _bank_accounts() -> Table:
    columns = [
        Column("Account"),
        Column("Sort code and number"),
        Column("IBAN"),
        Column("Ledger account"),
        Column("On bills"),
    ]
    rows = [
        [
            Noted(one.name, one.code), account_words(one.sort_code, one.account_number), one.iban,
            one.ledger_account.code if hasattr(one, "ledger_account") else "",
            Tag("The account to pay", "green") if one.receives_payments else "",
        ]
        for one in BankAccount.objects.select_related("ledger_account")
    ]  # fmt: skip
    return Table("Bank accounts", columns, rows, caption_hidden=True)


def _ledger_accounts() -> Table:
    columns = [Column("Code"), Column("Name"), Column("Kind"), Column("Service"), Column("Nominal"), Column("VAT")]
    rows = [
        Row(
            [
                one.code, Noted(one.name, f"Control: {one.get_control_display()}") if one.control else one.name,
                one.get_kind_display(), one.service.name if one.service else "", one.nominal, one.vat_code,
            ],
            quiet=not one.is_active,
        )
        for one in Account.objects.select_related("service")
    ]  # fmt: skip
    return Table("Ledger accounts", columns, rows, caption_hidden=True)


def _holidays() -> Table:
    today = timezone.localdate()
    rows = [
        Row([day(one.on), f"{one.on:%A}", one.name], quiet=one.on < today)
        for one in Holiday.objects.filter(on__gte=today.replace(month=1, day=1))
    ]
    return Table("Bank holidays", [Column("Day"), Column("Weekday"), Column("Holiday")], rows, caption_hidden=True)
