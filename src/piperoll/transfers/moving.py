"""An approved transfer in the books: credit leaves one account and arrives on another, by one journal."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from piperoll.authority.models import Request
from piperoll.customers.models import Customer
from piperoll.database.statements import beside
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.ledger import posting
from piperoll.ledger.models import Account
from piperoll.runs.running import RunInHand
from piperoll.transfers.places import parts
from piperoll.transfers.rules import reference_of

sql = beside(__file__)


class CreditIsGone(Refused):
    """Of the credit asked for, {left} is left on the account: it was used since. Nothing was changed; ask for what is
    left."""


class NoTransfersAccount(Refused):
    """The ledger has no account for transfers: add one under Set-up with the control “transfers”."""


@dataclass(frozen=True)
class Moved:
    """Credit moved to another account: what of it pays something there, the rest is credit."""

    transfer: int
    pence: int
    allocated_pence: int
    to: str

    @property
    def sentence(self) -> str:
        """What was done, for whoever decided it."""
        said = f"{reference_of(self.transfer)}: {pounds(self.pence)} moved to {self.to}"
        return f"{said}, {pounds(self.allocated_pence)} of it used there." if self.allocated_pence else f"{said}."


def move(request: Request, *, run: RunInHand, on: date, at: datetime) -> Moved:
    """Move the credit a request asks for. Raises CreditIsGone, NotTheirInvoice, NoTransfersAccount."""
    if not Account.objects.filter(control="transfers").exists():
        raise NoTransfersAccount()
    told, pence = request.details, request.amount_pence
    credits = {int(item): int(part) for item, part in told["credits"]}
    open_now = {row.item_id: row.open_pence for row in sql.hold(items=list(credits))}
    if any(open_now.get(item, 0) < part for item, part in credits.items()):
        still = sum(max(0, min(open_now.get(item, 0), part)) for item, part in credits.items())
        raise CreditIsGone(left=pounds(still))
    used = parts(told["to"], told["pays"], pence)
    posting.open_drafts()
    (keys,) = sql.draft(giver=told["account"], taker=told["to"], pence=pence, on=on)
    posting.post_drafts(run=run.id, at=at)
    sql.add(
        **keys._asdict(), giver=told["account"], taker=told["to"], pence=pence, request=request.pk,
        credits=json.dumps(told["credits"]), used=json.dumps(used), on=on, at=at, run=run.id,
    )  # fmt: skip
    to = Customer.objects.get(pk=told["to"]).reference
    return Moved(int(keys.transfer), pence, sum(part for _, part in used), to)
