"""The queue: what waits for me, what I asked for, what I am to know of, and everything."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from piperoll.authority import queries
from piperoll.billing.queries import find
from piperoll.web.approvals.wording import request_table
from piperoll.web.components.links import Link, Tabs
from piperoll.web.doors import PageRequest, page
from piperoll.web.paging import page_number, pages

A_PAGE = 50
_EMPTY = {
    "": "Nothing waits for you to decide.",
    "mine": "You have asked for nothing yet.",
    "told": "Nothing was approved lately that you are to know of.",
    "all": "Nobody has asked for anything yet.",
}


@page(permission="see_requests", section="Approvals")
@require_GET
def approvals(request: PageRequest) -> HttpResponse:
    """Requests, in four views."""
    who, today = request.actor, timezone.localdate()
    number = request.GET.get("invoice", "")[:40]
    if number.strip() and (invoice := find(number)) and who.sees_service(invoice.service_id):
        return redirect("request_credit_note", invoice.number)
    decides = "decide_request" in who.may
    view = request.GET.get("view", "" if decides else "mine")
    view = view if view in _EMPTY else ""
    after = (page_number(request) - 1) * A_PAGE
    if view:
        asked = {"mine": view == "mine", "told": view == "told", "most": A_PAGE + 1, "after": after}
        rows = queries.listed(who, **asked)  # type: ignore[arg-type]  # mypy sees int | bool
    else:
        rows = queries.waiting_for(who, on=today)
    views = {"": "For me to decide", "mine": "I asked for", "told": "For me to know", "all": "All"}
    shown = [key for key in views if decides or key in ("mine", "all")]
    links = [Link(views[key], reverse("approvals") + (f"?view={key}" if key else "")) for key in shown]
    pieces = {
        "tabs": Tabs("Requests", links, views[view]),
        "table": request_table(rows[:A_PAGE] if view else rows, today, caption=views[view], empty=_EMPTY[view]),
        "pages": pages(request, more=bool(view) and len(rows) > A_PAGE),
        "decides": decides,
        "number": number,
        "asks_here": "request_credit_note" in who.may and "see_invoices" not in who.may,
    }
    return render(request, "approvals/approvals.html", pieces)
