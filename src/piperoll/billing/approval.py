"""Whether a bill run needs a second person: the council's limits for issuing invoices, and requests for one preview."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from piperoll.authority import acts
from piperoll.authority.limits import in_words, limit_for
from piperoll.authority.models import Limit, Request, User
from piperoll.billing import raising
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused

ACT = "issue_invoices"


class NeedsApproval(Refused):
    """{amount} of invoices is for {deciders} to approve: preview the file, and ask for it to be issued."""


def in_force(at: datetime) -> bool:
    """Whether the council has limits on issuing invoices at a moment, whatever day the invoices are dated."""
    on = localdate(at)
    return Limit.objects.filter(act=ACT, valid_from__lte=on).exclude(valid_to__lt=on).exists()


def must_be_alone_for_staged(by: Actor, *, at: datetime) -> None:
    """Raise NeedsApproval when what is staged, of any one service, is more than somebody may bill alone."""
    if not in_force(at):
        return
    role = role_of(by)
    for row in raising.sql.staged_by_service():
        limit = limit_for(ACT, service_id=row.service_id, pence=row.gross_pence, age_days=0, on=localdate(at))
        if role not in limit.alone:
            raise NeedsApproval(amount=pounds(row.gross_pence), deciders=in_words(limit.approvers))


def role_of(by: Actor) -> str:
    """The key of somebody's role."""
    return User.objects.values_list("role", flat=True).get(pk=by.user_id)


def request_for(preview: int, *, gross_pence: int) -> Request | None:
    """The newest request to issue exactly this preview for exactly this sum, that was not refused."""
    found = Request.objects.filter(act=ACT, details__preview=preview, amount_pence=gross_pence)
    return found.filter(standing__state__in=["waiting", "returned", "approved"]).order_by("-id").first()


def say_so(request: Request, /, **_: Any) -> str:
    """What an approval does: the preview may be issued now."""
    return f"Preview {request.details['preview']} may be issued now."


def known_act() -> acts.Act:
    """Issuing a previewed bill run, as the room of authority knows it."""
    return acts.Act(ACT, "Issue invoices", say_so, {"bill_run": "A bill run, previewed"}, is_optional=True)
