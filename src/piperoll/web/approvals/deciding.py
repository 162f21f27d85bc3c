"""One request with everything needed to decide it on one screen, and the decision."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from piperoll.authority import queries
from piperoll.authority.decide_request import Decided, decide_request
from piperoll.customers.models import Customer
from piperoll.foundations.refusals import Refused
from piperoll.safeguards.seeing import look
from piperoll.web.approvals import showing
from piperoll.web.approvals.forms import AnswerForm, DecisionForm, EvidenceForm
from piperoll.web.components.links import breadcrumbs
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, done, page


@page(permission="see_requests", section="Approvals")
@require_http_methods(["GET", "POST"])
def request_page(request: PageRequest, request_id: int) -> HttpResponse:
    """Who asks for what and why, what it changes, how the customer stands, what they had before; then decide."""
    shown, today = queries.request_for(request.actor, request_id), timezone.localdate()
    customer = Customer.objects.filter(pk=shown.customer_id or 0).first()
    if customer:
        look(customer, place=request.path, **deed(request))
    waits_for_me = any(row.id == shown.pk for row in queries.waiting_for(request.actor, on=today))
    form = DecisionForm(request.POST or None, use_required_attribute=False)
    if request.method == "POST" and form.is_valid():
        try:
            decided = decide_request(request=shown.pk, **form.cleaned_data, **deed(request))
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return done(request, _said(decided), "approvals")
    state, may, files = shown.standing.state, request.actor.may, showing.files_of(shown)
    mine_to_change = shown.asked_by_id == request.actor.user_id and state in showing.UNDECIDED
    pieces = {
        "shown": shown,
        "trail": breadcrumbs(showing.way_back(may)),
        "heading": showing.heading(shown),
        "facts": showing.facts_of(shown, today, may, has_files=bool(files)),
        "files": files,
        "changes": showing.changes_of(shown),
        "safeguards": showing.safeguards_of(shown, today),
        "concern": showing.concern_about(shown, may),
        "request_id": shown.pk,
        "alike": showing.alike_of(shown, today, request.actor),
        "customer": showing.customer_of(customer, today) if customer and "see_customers" in may else "",
        "others": showing.others_of(request, shown, today) if "see_customers" in may else "",
        "history": showing.history_of(shown),
        "form": form if waits_for_me or form.is_bound else None,
        "answer_form": AnswerForm() if mine_to_change and state == "returned" else None,
        "question": showing.question_of(shown) if state == "returned" else "",
        "evidence_form": EvidenceForm(auto_id="evidence_%s") if mine_to_change else None,
        "change_it": showing.change_it(shown) if mine_to_change else "",
        "may_withdraw": mine_to_change,
    }
    return render(request, "approvals/request.html", pieces)


def _said(decided: Decided) -> str:
    if decided.next_deciders:
        return f"You agreed to request {decided.request}: now it waits for {decided.next_deciders}."
    return decided.done or f"Request {decided.request} is {decided.state}."
