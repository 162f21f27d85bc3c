"""The reports there are."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from piperoll.web.doors import PageRequest, page


@page(permission="see_reports", section="Reports")
@require_GET
def reports(request: PageRequest) -> HttpResponse:
    """Each report with the question it answers."""
    return render(request, "reports/reports.html")
