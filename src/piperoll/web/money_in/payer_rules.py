"""What was learned from placements by hand: rules proposed with their effect, decided, ended."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from piperoll.receipting.decide_payer_rule import decide_payer_rule
from piperoll.receipting.end_payer_rule import end_payer_rule
from piperoll.receipting.payer_rules import effect_in_words, rules
from piperoll.receipting.propose_payer_rules import propose_payer_rules
from piperoll.safeguards.seeing import NOT_NAMED
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Tag
from piperoll.web.components.wording import count, day
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import PageRequest, page
from piperoll.web.money_in.forms import ReasonForm
from piperoll.web.money_in.wording import customer_link
from piperoll.web.record.seeing import masked

TAGS = {
    "proposed": Tag("To be decided", "yellow"),
    "in force": Tag("In force", "green"),
    "declined": Tag("Declined", "grey"),
    "ended": Tag("Ended", "grey"),
}


@page(permission="see_receipts", section="Money in")
@require_GET
def payer_rules(request: PageRequest) -> HttpResponse:
    """Every rule with its effect, and what may be done about it."""
    found = masked(request, rules(), name=NOT_NAMED, payer=NOT_NAMED)
    pieces = {
        "trail": breadcrumbs(Link("Reports", reverse("reports")), Link("Matching", reverse("matching"))),
        "rules": [_shown(row) for row in found],
        "today": timezone.localdate(),
    }
    return render(request, "money_in/payer_rules.html", pieces)


def _shown(row: Any) -> dict[str, Any]:
    return {
        "id": row.id,
        "state": row.state,
        "tag": TAGS[row.state],
        "payer": row.payer,
        "customer": customer_link(row.name, row.customer_reference),
        "reference": row.customer_reference,
        "effect": f"From {day(row.since)} to {day(row.until)}, {effect_in_words(row)}.",
        "reason": row.reason,
        "form": ReasonForm(auto_id=f"rule_{row.id}_%s"),
    }


@page(permission="propose_payer_rules", section="Money in")
@require_POST
def propose(request: HttpRequest) -> HttpResponse:
    """Look at the last 90 days."""
    said_or_refused(
        request, lambda: propose_payer_rules(**deed(request)), lambda made: f"{count(made.rules, 'new rule')} proposed."
    )
    return redirect("payer_rules")


@page(permission="decide_payer_rule", section="Money in")
@require_POST
def decide(request: HttpRequest, rule: int) -> HttpResponse:
    """Approve a rule or decline it."""
    approve = "approve" in request.POST
    said_or_refused(
        request,
        lambda: decide_payer_rule(
            rule=rule, approve=approve, reason="" if approve else request.POST.get("reason", ""), **deed(request)
        ),
        lambda made: "It holds from the next allocation on." if made.approved else "It is declined.",
    )
    return redirect("payer_rules")


@page(permission="end_payer_rule", section="Money in")
@require_POST
def end(request: HttpRequest, rule: int) -> HttpResponse:
    """End a rule."""
    said_or_refused(
        request,
        lambda: end_payer_rule(rule=rule, reason=request.POST.get("reason", ""), **deed(request)),
        lambda made: "It holds no more.",
    )
    return redirect("payer_rules")
