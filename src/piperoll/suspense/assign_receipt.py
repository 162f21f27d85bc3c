"""assign_receipt: somebody looks after a receipt in suspense from now on, or nobody does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.suspense.deeds import held_open
from piperoll.suspense.models import Ownership


class NoSuchOwner(Refused):
    """{username!r} is nobody here who may place receipts. Choose somebody of the income team."""


class OwnedAlready(Refused):
    """Receipt {receipt} is with {whom} already. Nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class Assigned:
    """Whom a receipt is with now: a user name, "" for nobody."""

    run: int
    receipt: int
    to: str


def assign_receipt(*, receipt: int, to: str, on: date, at: datetime, by: Actor) -> Assigned:
    """Give a receipt in suspense to somebody by user name; "" takes it from whoever has it.

    Raises NoSuchReceipt, NothingInSuspense, NoSuchOwner, OwnedAlready.
    """
    with running.act("assign_receipt", on=on, at=at, by=by, receipt=receipt, to=to) as run:
        held_open(receipt)
        owner = _owner(to) if to else None
        last = Ownership.objects.filter(receipt=receipt).order_by("-id").first()
        if (last.user_id if last else None) == (owner.pk if owner else None):
            raise OwnedAlready(receipt=receipt, whom=owner.name if owner else "nobody")
        Ownership.objects.create(receipt_id=receipt, user=owner, run_id=run.id)
    return Assigned(run.id, receipt, to)


def _owner(username: str) -> User:
    found = User.objects.filter(username=username, is_active=True).first()
    if found is None or "place_receipt" not in actor_of(found).may:
        raise NoSuchOwner(username=username[:60])
    return found
