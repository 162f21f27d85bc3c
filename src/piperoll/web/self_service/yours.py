"""What somebody asked for: what came back with a question, what waits for others, and what became of the rest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from piperoll.authority import queries
from piperoll.authority.limits import in_words
from piperoll.billing.queries import find
from piperoll.billing.self_service import services_of
from piperoll.disputes.queries import for_you
from piperoll.foundations.actors import Actor
from piperoll.suspense.queries import questions
from piperoll.web.approvals.wording import reason_words, request_link, state_tag
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.wording import count, day
from piperoll.web.doors import PageRequest, page
from piperoll.web.paging import page_number, pages

A_PAGE = 25
MOST = 100


@page(permission="request_customer", section="Your requests")
@require_GET
def your_requests(request: PageRequest) -> HttpResponse:
    """What is asked of you first; then what waits for somebody else; then what is over. And where to ask for more."""
    who, number = request.actor, request.GET.get("invoice", "").strip()[:40]
    if number and (invoice := find(number)) and who.sees_service(invoice.service_id):
        return redirect("request_credit_note", invoice.number)
    over = queries.yours(
        who, "approved", "refused", "withdrawn", most=A_PAGE + 1, after=(page_number(request) - 1) * A_PAGE
    )
    returned, waiting = undecided(who)
    pieces = {
        "questions": count(len(questions(who)), "question") if "answer_service" in who.may else "",
        "disputes": count(many, "dispute") if (many := for_you(who)) else "",
        "services": ", ".join(service.name for service in services_of(who)),
        "returned": returned,
        "waiting": waiting,
        "over": _table("Decided", over[:A_PAGE], "Nothing of yours was decided yet."),
        "pages": pages(request, more=len(over) > A_PAGE),
        "number": number,
    }
    return render(request, "self_service/yours.html", pieces)


def undecided(who: Actor, *, most: int = MOST) -> tuple[Table, Table]:
    """What somebody is to answer, and what of theirs waits for somebody else."""
    returned, waiting = queries.yours(who, "returned", most=most), queries.yours(who, "waiting", most=most)
    return (
        _table("For you to answer", returned, "Nothing is asked of you."),
        _table("Waiting for somebody else", waiting, "Nothing of yours waits."),
    )


def stands(row: Any) -> object:
    """Where a request stands, in words for whoever asked."""
    said = {
        "waiting": f"{in_words(row.approvers or [])} to decide",
        "returned": f"{row.by_name} asks: {row.why}",
        "approved": row.done or f"By {row.by_name}, {day(row.effective_on)}",
        "refused": f"{row.by_name}: {row.why}",
        "withdrawn": row.why or day(row.effective_on),
    }
    return Noted(state_tag(row.state), said[row.state])


def _table(title: str, rows: Iterable[Any], empty: str) -> Table:
    columns = [Column("Request"), Column("For"), Column("Asked", "day"), Column("Where it stands"),
               Column("Sum", "money")]  # fmt: skip
    listed = [
        Row(
            [
                Noted(request_link(row.id, row.act), reason_words(row.act, row.reason)),
                Noted(row.subject, row.service),
                row.asked_on, stands(row), row.amount_pence or "",
            ],
            quiet=row.state in ("refused", "withdrawn"),
        )
        for row in rows
    ]  # fmt: skip
    return Table(title, columns, listed, empty=empty)
