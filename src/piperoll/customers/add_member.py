"""add_member: somebody becomes jointly and severally liable for a joint account, from a day on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from piperoll.customers import brought_together
from piperoll.customers.models import Customer, JointMember
from piperoll.customers.queries import NoSuchCustomer
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class NotJoint(Refused):
    """{name} is not a joint account. Add a customer of the kind Joint account first, then its members."""


class JointInJoint(Refused):
    """{name} is a joint account itself. Its members must be people or companies."""


class MemberAlready(Refused):
    """{name} is liable for that account already: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class MemberAdded:
    """Somebody is liable for a joint account from now on."""

    run: int
    account: int
    member: int
    name: str


def add_member(*, account: int, member: int, on: date, at: datetime, by: Actor) -> MemberAdded:
    """Make a customer liable for a joint account, together with whoever is, from the day `on`.

    Raises NoSuchCustomer, NotJoint, JointInJoint, MemberAlready.
    """
    by.must("add_member")
    with running.act("add_member", on=on, at=at, by=by, customer=account, member=member) as run:
        joint, person = hold_both(account, member)
        if person.kind == "joint":
            raise JointInJoint(name=person.name)
        standing = JointMember.objects.filter(account=joint, member=person)
        if standing.filter(Q(valid_to=None) | Q(valid_to__gte=on)).exists():
            raise MemberAlready(name=person.name)
        JointMember.objects.create(account=joint, member=person, valid_from=on)
        brought_together.tell(account=account, newcomer=member, on=on, at=at, run=run.id)
        run.finish(said=f"Liable together: {person.name}, {person.reference}")
    return MemberAdded(run.id, account, member, person.name)


def hold_both(account: int, member: int) -> tuple[Customer, Customer]:
    """The joint account and the member, locked in one order. Raises NoSuchCustomer, NotJoint."""
    found = {c.pk: c for c in Customer.objects.select_for_update().filter(pk__in=[account, member]).order_by("pk")}
    for key in (account, member):
        if key not in found:
            raise NoSuchCustomer(reference=key)
    if found[account].kind != "joint":
        raise NotJoint(name=found[account].name)
    return found[account], found[member]
