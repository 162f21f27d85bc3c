"""What whoever asked does with their request: answer, keep a file with it, take it back. And opening a file."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from piperoll.authority import queries
from piperoll.authority.answer_request import answer_request
from piperoll.authority.attach_evidence import attach_evidence
from piperoll.authority.withdraw_request import withdraw_request
from piperoll.customers.models import Customer
from piperoll.safeguards.seeing import look
from piperoll.web.approvals.forms import EvidenceForm
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import PageRequest, page
from piperoll.web.downloads import as_download


@page(permission="answer_request", section="Approvals")
@require_POST
def answer(request: PageRequest, request_id: int) -> HttpResponse:
    """Answer what was asked."""
    said_or_refused(
        request,
        lambda: answer_request(request=request_id, answer=request.POST.get("answer", "")[:400], **deed(request)),
        lambda answered: f"Request {answered.request} waits to be decided again.",
    )
    return redirect("request", request_id)


@page(permission="withdraw_request", section="Approvals")
@require_POST
def withdraw(request: PageRequest, request_id: int) -> HttpResponse:
    """Take a request back."""
    said_or_refused(
        request,
        lambda: withdraw_request(request=request_id, **deed(request)),
        lambda gone: f"Request {gone.request} is withdrawn.",
    )
    return redirect("request", request_id)


@page(permission="attach_evidence", section="Approvals")
@require_POST
def attach(request: PageRequest, request_id: int) -> HttpResponse:
    """Keep a file with a request."""
    form = EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["document"])))
        return redirect("request", request_id)
    paper = form.cleaned_data["document"]
    said_or_refused(
        request,
        lambda: attach_evidence(request=request_id, name=paper.name, content=paper.content, **deed(request)),
        lambda kept: f"{kept.name} is kept with request {kept.request}.",
    )
    return redirect("request", request_id)


@page(permission="see_requests", section="Approvals")
@require_GET
def open_file(request: PageRequest, request_id: int, file_id: int) -> HttpResponse:
    """A file of a request exactly as it came, guarded as the request is."""
    found = queries.file_for(request.actor, request_id, file_id)
    about = Customer.objects.filter(pk=found.request.customer_id or 0).first()
    if about:
        look(about, place=request.path, **deed(request))
    return as_download(found.name, found.kind, bytes(found.content))
