"""end_member: somebody is no longer liable for a joint account from a day on, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from piperoll.customers.add_member import hold_both
from piperoll.customers.end_address import NoReasonToEnd
from piperoll.customers.models import JointMember
from piperoll.customers.rules import one_line
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class NotAMember(Refused):
    """{name} is not liable for that account: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class MemberEnded:
    """Somebody is liable no longer; the last day they were."""

    run: int
    account: int
    member: int
    name: str
    last_day: date


def end_member(*, account: int, member: int, reason: str, on: date, at: datetime, by: Actor) -> MemberEnded:
    """From the day `on` they are not liable for what the account comes to owe.

    Raises NoReasonToEnd, NoSuchCustomer, NotJoint, NotAMember.
    """
    by.must("end_member")
    if not (why := one_line(reason)[:200]):
        raise NoReasonToEnd()
    with running.act("end_member", on=on, at=at, by=by, customer=account, member=member) as run:
        joint, person = hold_both(account, member)
        row = JointMember.objects.filter(account=joint, member=person, valid_to=None).first()
        if row is None:
            raise NotAMember(name=person.name)
        last_day = on - timedelta(days=1)
        row.valid_to = last_day
        row.save(update_fields=["valid_to"])
        run.finish(said=f"No longer liable together: {person.name}, {person.reference}", why=why)
    return MemberEnded(run.id, account, member, person.name, last_day)
