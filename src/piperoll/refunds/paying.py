"""An approved refund in the books: the credit is used up, and the money is on its way until the bank shows it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from piperoll.authority.models import Request
from piperoll.cards import refunding
from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.ledger import posting
from piperoll.ledger.models import Account
from piperoll.refunds.checking import Subject, must_hold
from piperoll.refunds.models import PayeeAccount, RefundToCard
from piperoll.runs.running import RunInHand

sql = beside(__file__)


class CreditIsGone(Refused):
    """Of the credit asked for, {left} is left on the account: it was used since. Nothing was changed; ask for what is
    left."""


class EnteredTheDetails(Refused):
    """{name} entered the bank details this refund goes to, so somebody else must approve it."""


class NoRefundsAccount(Refused):
    """The ledger has no account for refunds on their way: add one under Set-up with the control “refunds”."""


@dataclass(frozen=True)
class PaidBack:
    """A refund in the books, to be paid with the next refund run that may."""

    refund: int
    pence: int

    @property
    def sentence(self) -> str:
        """What was done, for whoever decided it."""
        said = f"Refund {self.refund} of {pounds(self.pence)} is approved"
        return f"{said}: it goes with the next refund run that may pay it."


def carry_out(request: Request, /, *, run: RunInHand, on: date, at: datetime, by: Actor) -> str:
    """An approved request becomes a refund. Raises EnteredTheDetails, NotToBeRefunded, CreditIsGone."""
    payee = PayeeAccount.objects.filter(pk=request.details["payee"] or 0).first()
    if payee and by.user_id in (payee.entered_by_id, *(row.by_id for row in sql.who_gave(payee=payee.pk))):
        raise EnteredTheDetails(name=by.name)
    return pay_back(request, run=run, on=on, at=at).sentence


def pay_back(request: Request, *, run: RunInHand, on: date, at: datetime) -> PaidBack:
    """Use the credit up and put the money on its way. Raises NotToBeRefunded, CreditIsGone, NoRefundsAccount."""
    if not Account.objects.filter(control="refunds").exists():
        raise NoRefundsAccount()
    told = request.details
    credits = {int(item): int(part) for item, part in told["credits"]}
    open_now = {row.item_id: row.open_pence for row in sql.hold(items=list(credits))}
    must_hold(Subject.of_request(request), on)
    if any(open_now.get(item, 0) < part for item, part in credits.items()):
        still = sum(min(open_now.get(item, 0), part) for item, part in credits.items())
        raise CreditIsGone(left=pounds(still))
    posting.open_drafts()
    (keys,) = sql.draft(customer=told["account"], pence=request.amount_pence, on=on)
    posting.post_drafts(run=run.id, at=at)
    sql.add(
        refund=keys.refund_id, item=keys.item_id, journal=keys.journal_id, customer=told["account"],
        pence=request.amount_pence, request=request.pk, method=told["method"], payee=told["payee"],
        payable_to=told["payable_to"], credits=json.dumps(told["credits"]), on=on, at=at, run=run.id,
    )  # fmt: skip
    if told["method"] == "card":
        card_refund = refunding.write_down(told["card_payment"], request.amount_pence, run)
        RefundToCard.objects.create(refund_id=keys.refund_id, card_refund=card_refund, run_id=run.id)
    return PaidBack(int(keys.refund_id), request.amount_pence)
