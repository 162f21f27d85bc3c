"""The list of invoices: by number at once, else the newest of a service, a state, two days or a run."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from piperoll.billing import queries
from piperoll.billing.queries import STATES, Slice, Wanted
from piperoll.council.models import Service
from piperoll.web.addresses import invoice_address
from piperoll.web.as_at import DayField
from piperoll.web.components.pagination import Pages
from piperoll.web.doors import page
from piperoll.web.invoices.wording import invoice_table
from piperoll.web.paging import address_with, page_number
from piperoll.web.record.seeing import masked

A_PAGE = 50
_BOX = {"class": "govuk-input--width-10"}


class WantedForm(forms.Form):
    """Which invoices to show."""

    service = forms.ModelChoiceField(
        Service.objects.all(), label="Service", required=False, empty_label="Every service"
    )
    state = forms.ChoiceField(label="State", required=False, choices=[("", "Every state"), *STATES.items()])
    since = DayField(label="Dated from", required=False, widget=forms.TextInput(attrs=_BOX))
    until = DayField(label="Dated to", required=False, widget=forms.TextInput(attrs=_BOX))
    run = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def wanted(self) -> Wanted:
        """What is asked for; whatever cannot be read is as if it were not asked."""
        told = self.cleaned_data if self.is_bound and self.is_valid() else {}
        since, until = told.get("since"), told.get("until")
        if since or until:
            since, until = since or date(1900, 1, 1), until or date.max
        service = told.get("service")
        return Wanted(service and service.pk, since, until, told.get("state", ""), told.get("run"))


@page(permission="see_invoices", section="Invoices")
@require_GET
def invoices(request: HttpRequest) -> HttpResponse:
    """The newest first; a number in the box goes straight to its invoice."""
    number = request.GET.get("q", "")[:40]
    found = queries.find(number) if number.strip() else None
    if found:
        return redirect(invoice_address(found.number))
    form = WantedForm(
        {k: v for k, v in request.GET.items() if k in WantedForm.base_fields}, use_required_attribute=False
    )
    today, wanted = timezone.localdate(), form.wanted()
    shown = queries.listed(
        wanted, today=today, most=A_PAGE, older_than=_place(request, "older"), newer_than=_place(request, "newer")
    )
    pieces = {
        "form": form,
        "number": number,
        "run": wanted.run,
        "table": invoice_table(
            masked(request, shown.invoices),
            today,
            with_customer=True,
            caption="Invoices",
            empty="No invoice is like that.",
        ),
        "pages": _pages(request, shown),
    }
    return render(request, "invoices/invoices.html", pieces)


def _place(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def _pages(request: HttpRequest, shown: Slice) -> Pages:
    """Steps by the last and first invoice shown, so that page a thousand costs what page one does."""
    here = page_number(request) if shown.newer else 1

    def address(number: int) -> str:
        if number <= 1:
            return address_with(request, page="", older="", newer="")
        if number > here:
            return address_with(request, page=number, older=shown.invoices[-1].id, newer="")
        return address_with(request, page=number, newer=shown.invoices[0].id, older="")

    return Pages(max(here, 2) if shown.newer else 1, address, more=shown.older and bool(shown.invoices))
