"""The act of this room that needs authority, and how it is carried out when it is approved."""

from __future__ import annotations

from datetime import date, datetime

from piperoll.authority.acts import Act
from piperoll.authority.acts import register as known
from piperoll.authority.models import Request
from piperoll.foundations.actors import Actor
from piperoll.runs.running import RunInHand
from piperoll.transfers import moving, repaying
from piperoll.transfers.rules import ACT, REASONS


def register() -> None:
    """Make it known to `authority`: what left one account in a year counts together, so that nobody splits a sum."""
    known(Act(ACT, "Transfer", carry_out, REASONS))


def carry_out(request: Request, /, *, run: RunInHand, on: date, at: datetime, by: Actor) -> str:
    """Move what an approved request asks for. Raises CreditIsGone, TakenBackSince, NotTheirInvoice, MovedOn."""
    if request.details["what"] == "payments":
        return repaying.move(request, run=run, at=at).sentence
    return moving.move(request, run=run, on=on, at=at).sentence
