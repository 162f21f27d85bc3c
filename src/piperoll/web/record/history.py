"""Every change to what we know of a customer, with who, when and why."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from piperoll.customers.queries import by_reference
from piperoll.safeguards.history import Change, history
from piperoll.web.components.html import element, together
from piperoll.web.components.timeline import Event, Timeline
from piperoll.web.components.wording import day
from piperoll.web.doors import PageRequest, page
from piperoll.web.paging import page_number, pages
from piperoll.web.record.parts import part

A_PAGE = 30


@page(permission="see_customers", section="Customers")
@require_GET
def changes(request: PageRequest, reference: str) -> HttpResponse:
    """The newest first."""
    customer = by_reference(reference)
    found = history(customer.pk, most=A_PAGE + 1, after=(page_number(request) - 1) * A_PAGE)
    told = Timeline([_event(change) for change in found[:A_PAGE]], empty="Nothing was changed yet.")
    title = element("h2", "Every change, the newest first", class_="govuk-heading-m")
    return part(request, customer, "History", title, told, pages(request, more=len(found) > A_PAGE))


def _event(change: Change) -> Event:
    lines = [element("div", _field(*field)) for field in change.fields]
    lines += [element("div", f"Why: {change.why}")] if change.why else []
    if change.effective_on != timezone.localdate(change.at):
        lines.append(element("div", f"Counts from {day(change.effective_on)}"))
    return Event(change.said, change.at, change.by_name, together(lines) if lines else None)


def _field(name: str, was: str, becomes: str) -> str:
    before, after = (", ".join(text.split("\n")) or "nothing" for text in (was, becomes))
    return f"{name.replace('_', ' ').capitalize()}: {before} → {after}"
