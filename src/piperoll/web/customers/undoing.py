"""Taking a receipt off an account again: say why, look once more, and the money is back in suspense."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from piperoll.customers.queries import by_reference
from piperoll.foundations.money import pounds
from piperoll.receipting.models import Placement
from piperoll.receipting.undo_placement import NoSuchPlacement, undo_placement
from piperoll.web.addresses import customer_address
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.customers.tables import receipt_link
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import page
from piperoll.web.money_in.forms import ReasonForm


@page(permission="undo_placement", section="Customers")
@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest, reference: str, placement: int) -> HttpResponse:
    """Ask why, then undo."""
    customer = by_reference(reference)
    placed = Placement.objects.select_related("receipt").filter(pk=placement, customer=customer, undoes=None).first()
    if placed is None:
        raise NoSuchPlacement(placement=placement)
    form = ReasonForm(request.POST or None, use_required_attribute=False)
    if form.is_valid():
        said_or_refused(
            request,
            lambda: undo_placement(placement=placement, reason=form.cleaned_data["reason"], **deed(request)),
            lambda undone: f"{pounds(undone.back_in_suspense_pence)} is back in suspense, off this account.",
        )
        return redirect(customer_address(customer.reference))
    pieces = {
        "form": form,
        "customer": customer,
        "amount": pounds(placed.amount_pence),
        "receipt": receipt_link(placed.receipt_id, placed.receipt.reference),
        "trail": breadcrumbs(
            Link("Customers", "/customers/"), Link(customer.name, customer_address(customer.reference))
        ),
    }
    return render(request, "customers/undo.html", pieces)
