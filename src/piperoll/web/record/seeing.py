"""Who may see a restricted record, who looked at one, and the guard before every page that shows one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from piperoll.authority.models import User
from piperoll.authority.rules import ROLES
from piperoll.billing.models import CreditNote, Invoice
from piperoll.billing.queries import possible_numbers
from piperoll.customers.models import Customer
from piperoll.customers.queries import by_reference
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.foundations.refusals import Refused
from piperoll.safeguards.grant_view import grant_view
from piperoll.safeguards.seeing import every_hidden, grants_of, hidden_from, look, unnamed, views
from piperoll.safeguards.withdraw_view import withdraw_view
from piperoll.web.components.fields import DatePartsField
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Tag
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.wording import day
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import done, page
from piperoll.web.paging import page_number, pages
from piperoll.web.record.forms import WhyForm
from piperoll.web.record.parts import lasts

A_PAGE = 50
OPEN = ("seeing", "withdraw_view")
_GUARDED = {"Customers", "Invoices", "Money in", "Direct Debits"}


class GrantForm(forms.Form):
    """Who may see a record, why, and until when."""

    username = forms.ChoiceField(label="Who")
    reason = forms.CharField(label="Why they must see it", max_length=200)
    until = DatePartsField(label="Last day", help_text="Three months ahead at most")

    def __init__(self, *given: Any, by: Actor, **named: Any) -> None:
        super().__init__(*given, **named)
        roles = [key for key, role in ROLES.items() if "see_customers" in role.may]
        who = User.objects.filter(is_active=True, role__in=roles).exclude(pk=by.user_id).order_by("name")
        choices = [("", "Choose somebody"), *((user.username, f"{user.name}, {user.username}") for user in who)]
        self.fields["username"].choices = choices  # type: ignore[attr-defined]


def guard(request: Any, section: str, named: dict[str, Any]) -> None:
    """Write down a look at a restricted record, or stop it. Raises RecordRestricted."""
    if section not in _GUARDED or request.resolver_match.url_name in OPEN:
        return
    references = [named.get("reference", ""), named.get("other", ""), request.GET.get("with", "")]
    number = str(named.get("number", ""))
    asked = (
        set(Customer.objects.filter(reference__in=[r.upper() for r in references if r])) if any(references) else set()
    )
    if number:
        asked |= set(_customers_of(number))
    for customer in asked:
        look(customer, place=request.path, **deed(request))


def _customers_of(number: str) -> QuerySet[Customer]:
    """Whose invoice or credit note a number may mean, however it is typed."""
    compact = "".join(number.upper().split())
    invoices = Invoice.objects.filter(number__in=possible_numbers(number)).values("customer")
    notes = CreditNote.objects.filter(number=compact if compact.isalnum() else "").values("customer")
    return Customer.objects.filter(Q(pk__in=invoices) | Q(pk__in=notes))


def visible(request: Any, found: Iterable[Any]) -> list[Any]:
    """Of customers a search found, those this person may know of."""
    found = list(found)
    hidden = hidden_from([row.id for row in found], on=timezone.localdate(), by=request.actor)
    return [row for row in found if row.id not in hidden]


def masked(request: Any, rows: Iterable[Any], *, reference: str = "customer_reference", **instead: str) -> list[Any]:
    """Rows of a list as this person may see them: whose record is restricted is not named, as `unnamed` has it."""
    return unnamed(rows, not_named(request), reference=reference, **instead)


def not_named(request: Any) -> set[str]:
    """The references of those whom this person may not know by name; asked once a page."""
    if not hasattr(request, "not_named"):
        request.not_named = every_hidden(on=timezone.localdate(), by=request.actor)
    found: set[str] = request.not_named
    return found


@page(permission="see_customers", section="Customers")
@require_http_methods(["GET", "POST"])
def seeing(request: Any, reference: str) -> HttpResponse:
    """Who has leave to see one record, and a form that gives it; open to those who may not see the record."""
    customer, may_grant = by_reference(reference), "grant_view" in request.actor.may
    if request.method == "POST" and not may_grant:
        raise NotPermitted(name=request.actor.name, act="grant view", role=request.actor.role)
    form = GrantForm(request.POST or None, by=request.actor, use_required_attribute=False)
    if form.is_valid():
        try:
            granted = grant_view(customer=customer.pk, **form.cleaned_data, **deed(request))
            return done(request, f"{granted.username} may see it until {day(granted.valid_to)}.", request.path)
        except Refused as refusal:
            field = refusal.facts.get("field")
            form.add_error(field if field in form.fields else None, refusal.sentence)
    pieces = {
        "reference": customer.reference,
        "grants": _grants(customer, may_withdraw="withdraw_view" in request.actor.may),
        "form": form if may_grant else None,
        "trail": breadcrumbs(Link("Customers", "/customers/")),
    }
    return render(request, "record/seeing.html", pieces)


@page(permission="withdraw_view", section="Customers")
@require_http_methods(["GET", "POST"])
def withdraw(request: Any, reference: str, grant: int) -> HttpResponse:
    """Withdraw leave, with the reason."""
    customer, form = by_reference(reference), WhyForm(request.POST or None, use_required_attribute=False)
    if form.is_valid():
        said_or_refused(
            request,
            lambda: withdraw_view(grant=grant, **form.cleaned_data, **deed(request)),
            lambda withdrawn: f"{withdrawn.username} may see it no more.",
        )
        return redirect("seeing", customer.reference)
    pieces = {
        "title": "Withdraw leave", "button": "Withdraw it", "form": form, "customer": {"name": customer.reference},
        "trail": breadcrumbs(Link("Customers", "/customers/")),
    }  # fmt: skip
    return render(request, "record/ask.html", pieces)


@page(permission="see_views", section="Reports")
@require_GET
def looked_at(request: HttpRequest) -> HttpResponse:
    """Who looked at restricted records, the newest first."""
    found = views(most=A_PAGE + 1, after=(page_number(request) - 1) * A_PAGE)
    columns = [Column("Who"), Column("When"), Column("Record"), Column("Page"), Column("Leave")]
    rows = [
        [
            Noted(row.name, row.username), row.at,
            Link(row.reference, f"/customers/{row.reference}/seeing/"), row.place,
            Noted(Tag("Had leave", "green"), row.reason) if row.is_granted else Tag("Turned away", "red"),
        ]
        for row in found[:A_PAGE]
    ]  # fmt: skip
    empty = "Nobody has looked at a restricted record."
    pieces = {
        "table": Table("Looks at restricted records", columns, rows, caption_hidden=True, empty=empty),
        "pages": pages(request, more=len(found) > A_PAGE),
        "trail": breadcrumbs(Link("Reports", "/reports/")),
    }
    return render(request, "record/looked_at.html", pieces)


def _grants(customer: Customer, *, may_withdraw: bool) -> Table:
    columns = [Column("Who"), Column("Why"), Column("Given by"), Column("Holds")]
    columns += [Column("Withdraw", hidden=True)] if may_withdraw else []
    today, rows = timezone.localdate(), []
    for one in grants_of(customer):
        stands = one.valid_to >= today
        link = Link("Withdraw", f"/customers/{customer.reference}/seeing/{one.id}/withdraw/", f"from {one.name}")
        cells: list[object] = [
            Noted(one.name, one.username), one.reason, one.by_name,
            Noted(lasts(one), one.why_ended) if one.why_ended else lasts(one),
        ]  # fmt: skip
        rows.append(Row(cells + ([link if stands else None] if may_withdraw else []), quiet=not stands))
    return Table("Who may see it", columns, rows, empty="Nobody has leave to see this record.")
