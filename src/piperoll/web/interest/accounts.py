"""Which income account earns each kind of late charge, and a form that gives one what it is to earn."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from piperoll.interest.give_late_account import accounts, give_late_account
from piperoll.interest.rules import KINDS
from piperoll.ledger.models import Account
from piperoll.web.components.status import Tag
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.doors import PageRequest, page
from piperoll.web.set_up.showing import Adding, part, trail

TITLE = "Accounts of late charges"


class LateAccountForm(forms.Form):
    """What an income code is to earn."""

    kind = forms.ChoiceField(label="What it earns")
    code = forms.ChoiceField(label="Income code", help_text="One that is for nothing else")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        earned = accounts()
        free = Account.objects.filter(kind="income", control="", is_active=True).values_list("code", "name")
        left = [(kind, words) for kind, words in KINDS.items() if kind not in earned]
        self.fields["kind"].choices = [("", "Choose what"), *left]  # type: ignore[attr-defined]
        self.fields["code"].choices = [("", "Choose a code"), *((c, f"{c}: {n}") for c, n in free)]  # type: ignore[attr-defined]


@page(permission="see_council", section="Set-up")
@require_http_methods(["GET", "POST"])
def late_accounts(request: PageRequest) -> HttpResponse:
    """The three kinds, each with its account or none."""
    adding = Adding(
        "give_late_account", "Say which account earns it", LateAccountForm, give_late_account,
        lambda made: f"{KINDS[made.kind]} for paying late is earned in {made.code}.",
    )  # fmt: skip
    about = (
        "What a business is charged for paying late is earned in accounts of its own. Where one is missing nothing of "
        "its kind can be charged: add an income code, then say here what it earns. It stays so once something was "
        "charged in it."
    )
    if request.method == "GET" and len(accounts()) == len(KINDS):
        pieces = {"title": TITLE, "about": about, "table": _accounts(), "trail": trail()}
        return render(request, "set_up/part.html", pieces)
    return part(request, title=TITLE, about=about, table=_accounts, adding=adding)


def _accounts() -> Table:
    earned = accounts()
    columns = [Column("What is charged"), Column("Earned in")]
    rows = [[words, _account(earned.get(kind))] for kind, words in KINDS.items()]
    return Table("Accounts of late charges", columns, rows, caption_hidden=True)


def _account(account: Account | None) -> object:
    return Noted(account.code, account.name) if account else Tag("None: it cannot be charged", "red")
