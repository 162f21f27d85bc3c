"""The register of fees and charges: what holds today, every price there was, and how another begins."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from piperoll.billing.fees import history, in_force
from piperoll.billing.import_fees import import_fees
from piperoll.billing.models import Fee
from piperoll.billing.set_fee import set_fee
from piperoll.foundations.refusals import Refused
from piperoll.web.billing.fee_form import FeeForm
from piperoll.web.components.html import together
from piperoll.web.components.keeping import KeptFileInput
from piperoll.web.components.links import Link
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.wording import count, day
from piperoll.web.deeds import deed, on_disk
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.money_in.forms import not_too_large
from piperoll.web.set_up.showing import Adding, part, trail


class FeesFileForm(forms.Form):
    """A tariff."""

    file = forms.FileField(
        label="CSV of fees", widget=KeptFileInput, error_messages={"empty": "The file is empty"},
        help_text="service, code, name, unit, price, vat_code, income_code, valid_from, authority; concession, source.",
    )  # fmt: skip


@page(permission="see_council", section="Set-up")
@require_http_methods(["GET", "POST"])
def fees(request: PageRequest) -> HttpResponse:
    """What each service charges today."""
    adding = Adding(
        "set_fee", "Begin a fee or another price", FeeForm, set_fee,
        lambda made: f"{made.name}: £{made.price_pounds:,.2f} from {day(made.valid_from)}.",
    )  # fmt: skip
    about = "Invoices and schedules pick from here. A price is never edited: another begins on a day of its own."
    if "import_fees" in request.actor.may:
        about = together([about, Link("Import a whole tariff", reverse("import_fees"))], between=" ")
    return part(request, title="Fees and charges", about=about, table=_in_force, adding=adding)


@page(permission="see_council", section="Set-up")
@require_GET
def fee(request: HttpRequest, service: str, code: str) -> HttpResponse:
    """Every price of one fee."""
    rows = history(service, code)
    columns = [Column("Holds"), Column("For"), Column("Price", "count"), Column("VAT"), Column("Authority")]
    today = timezone.localdate()
    listed = [
        Row(
            [_holds(row), row.concession or "Everybody", _price(row), row.vat_code,
             Noted(row.authority, row.source) if row.source else row.authority],
            quiet=row.valid_to is not None and row.valid_to < today,
        )
        for row in rows
    ]  # fmt: skip
    title = f"{rows[0].service.name}: {rows[0].name}" if rows else code
    pieces = {
        "title": title, "about": f"Every price of {code}, the newest first.",
        "table": Table("Prices", columns, listed, empty="There is no such fee.", caption_hidden=True),
        "trail": trail(Link("Fees and charges", reverse("fees"))),
    }  # fmt: skip
    return render(request, "set_up/part.html", pieces)


@page(permission="import_fees", section="Set-up")
@require_http_methods(["GET", "POST"])
def from_file(request: HttpRequest) -> HttpResponse:
    """A whole tariff at once; the run's page tells what could not be taken."""
    form = FeesFileForm(request.POST, request.FILES) if request.method == "POST" else FeesFileForm()
    if form.is_valid():
        try:
            upload = not_too_large(form.cleaned_data["file"])
            with on_disk(upload) as path:
                imported = import_fees(file=path, name=upload.name, **deed(request))
        except forms.ValidationError as fault:
            form.add_error("file", fault)
        except Refused as refusal:
            form.add_error("file", refusal.sentence)
        else:
            said = f"{count(imported.begun, 'price')} begun, {imported.rejected:,} could not be taken."
            return done(request, said, "run", imported.run)
    pieces = {"form": form, "trail": trail(Link("Fees and charges", reverse("fees")))}
    return render(request, "billing/import_fees.html", pieces)


def _in_force() -> Table:
    columns = [
        Column("Fee"),
        Column("Service"),
        Column("For"),
        Column("Price", "count"),
        Column("VAT"),
        Column("Holds"),
    ]
    rows = [
        [
            Noted(_link(row), f"{row.code} · {row.account.code}"),
            row.service.name, row.concession or "Everybody", _price(row), row.vat_code, _holds(row),
        ]
        for row in in_force(timezone.localdate())
    ]  # fmt: skip
    return Table("Fees", columns, rows, empty="No fee holds today.", caption_hidden=True)


def _link(row: Fee) -> Link:
    return Link(row.name, reverse("fee", args=[row.service.code, row.code]))


def _price(row: Fee) -> str:
    price = f"{row.price_pounds:,.2f}" if row.price_pounds == round(row.price_pounds, 2) else f"{row.price_pounds:f}"
    return f"£{price} a {row.unit}"


def _holds(row: Fee) -> str:
    return f"{day(row.valid_from)} to {day(row.valid_to)}" if row.valid_to else f"From {day(row.valid_from)}"
