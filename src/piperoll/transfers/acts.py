"""The act of this room that needs authority, and how it is carried out when it is approved."""

from __future__ import annotations

from datetime import date, datetime

from piperoll.authority.acts import Act
from piperoll.authority.acts import register as known
from piperoll.authority.models import Request
from piperoll.customers.merging import kept_id
from piperoll.foundations.actors import Actor
from piperoll.runs.running import RunInHand
from piperoll.safeguards.words import held
from piperoll.transfers import moving, repaying
from piperoll.transfers.move_payment import may_all_leave
from piperoll.transfers.rules import ACT, REASONS
from piperoll.transfers.transfer_credit import may_leave


def register() -> None:
    """Make it known to `authority`: what left one account in a year counts together, so that nobody splits a sum."""
    known(Act(ACT, "Transfer", carry_out, REASONS))


def carry_out(request: Request, /, *, run: RunInHand, on: date, at: datetime, by: Actor) -> str:
    """Move what an approved request asks for, if it may still leave the account.

    Raises NotToBeMoved, CreditIsGone, TakenBackSince, SpentSince, NotTheirInvoice, MovedOn.
    """
    told = request.details
    if told["what"] == "payments":
        may_all_leave(repaying.must_stand(told["placements"]), on)
        return repaying.move(request, run=run, at=at).sentence
    account = kept_id(told["account"])
    held(account)
    may_leave(account, on)
    return moving.move(request, run=run, on=on, at=at).sentence
