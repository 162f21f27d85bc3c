"""accept_invitation: a payer sets a Direct Debit up with the link we gave them, and the link is used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.database.statements import beside
from piperoll.direct_debit import bank_details, inviting
from piperoll.direct_debit.bank_details import Checked
from piperoll.direct_debit.models import InvitationUse
from piperoll.direct_debit.set_up_mandate import MandateSetUp, MandateTold, begin, must_be_whole
from piperoll.foundations.actors import Actor
from piperoll.runs import running

sql = beside(__file__)
PAYER = Actor(0, "payer", "The payer", "the public page", frozenset({"accept_invitation"}))
"""Who acts on the public page: known by their link, let to do nothing else."""


@dataclass(frozen=True)
class AccountTold:
    """What a payer types: their bank account, that it is theirs, and that nobody else must agree."""

    sort_code: str
    account: str
    account_name: str
    ten_digits: str = ""
    is_account_holder: bool = False
    signs_alone: bool = False


def check_account(*, word: str, told: AccountTold, on: date, at: datetime) -> Checked:
    """Whether bank details can belong together, before the payer confirms them; so many tries a link.

    Raises LinkDoesNotWork, PaperInstead, and what `bank_details.checked` raises.
    """
    invitation = inviting.usable(word, on)
    inviting.tried(invitation, at)
    must_be_whole(_told(told, "A link"), on)
    return bank_details.checked(told.sort_code, told.account, told.account_name, ten_digits=told.ten_digits, on=on)


def accept_invitation(*, word: str, told: AccountTold, on: date, at: datetime, by: Actor) -> MandateSetUp:
    """Set the mandate up; its confirmation goes with the next dispatch. A link serves once, whoever presses twice.

    Raises LinkDoesNotWork, PaperInstead, NotForThem, SetUpAlready, and what `set_up_mandate` raises.
    """
    by.must("accept_invitation")
    with running.act("accept_invitation", on=on, at=at, by=by) as run:
        sql.one_at_a_time(key=inviting.key_of(word))
        invitation = inviting.usable(word, on)
        asked = f"They followed the link given on {invitation.run.effective_on:%-d %B %Y}, good once for this customer"
        made = begin(invitation.customer_id, _told(told, asked), run)
        InvitationUse.objects.create(invitation=invitation, mandate_id=made.mandate, run_id=run.id)
    return made


def _told(told: AccountTold, asked: str) -> MandateTold:
    return MandateTold(
        channel="page", sort_code=told.sort_code, account=told.account, account_name=told.account_name,
        ten_digits=told.ten_digits, is_account_holder=told.is_account_holder, signs_alone=told.signs_alone, asked=asked,
    )  # fmt: skip
