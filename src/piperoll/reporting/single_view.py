"""All that a person owes the council: on their own account, jointly, on other accounts of theirs, in other systems; and
beside it, never added in, what those who belong to them owe."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from piperoll.customers.linking import joint_of, links_of, others_of
from piperoll.customers.models import Customer, Link, OtherAccount
from piperoll.database.statements import beside

sql = beside(__file__)
THEIRS = ("self", "joint", "own")
"""The ways an account belongs to a person that make its debt theirs."""


@dataclass(frozen=True)
class Owing:
    """What is owed on one account of ours today. `how` is self, joint, or a kind of link."""

    customer: int
    how: str
    reference: str
    name: str
    owed_pence: int
    overdue_pence: int
    credit_pence: int
    oldest_on: date | None
    link: int | None = None
    reason: str = ""

    @property
    def is_theirs(self) -> bool:
        return self.how in THEIRS


@dataclass(frozen=True)
class Elsewhere:
    """An account in another system, and what that system last said of it, if it ever did."""

    account: int
    system: str
    reference: str
    note: str
    owed_pence: int | None
    told_on: date | None


@dataclass(frozen=True)
class SingleView:
    """Everything, as it stands on a day; each figure of another system with the day it is of."""

    on: date
    accounts: list[Owing]
    elsewhere: list[Elsewhere]
    hidden: bool = False

    def without(self, customers: set[int]) -> SingleView:
        """The same without some customers' accounts, saying so: for somebody who may not see their records."""
        kept = [one for one in self.accounts if one.customer not in customers]
        return replace(self, accounts=kept, hidden=len(kept) < len(self.accounts))

    @property
    def here_pence(self) -> int:
        """What they owe on our accounts of theirs, less their credit there."""
        return sum(one.owed_pence - one.credit_pence for one in self.accounts if one.is_theirs)

    @property
    def elsewhere_pence(self) -> int:
        """What other systems last said."""
        return sum(one.owed_pence or 0 for one in self.elsewhere)

    @property
    def in_all_pence(self) -> int:
        return self.here_pence + self.elsewhere_pence


def single_view(customer: Customer, *, on: date) -> SingleView:
    """All that a customer owes today, wherever it stands. An account is shown once, by the nearest way it is theirs."""
    found = [("self", customer.pk, customer.reference, customer.name, None, "")]
    found += [("joint", row.customer_id, row.reference, row.name, None, "") for row in joint_of(customer.pk, on=on)]
    found += [
        (row.kind, row.customer_id, row.reference, row.name, row.id, row.reason) for row in links_of(customer.pk, on=on)
    ]
    ranks = ["self", "joint", "own", *dict(Link.KINDS)]
    found.sort(key=lambda one: (ranks.index(one[0]), one[3]))
    nearest = {row[1]: row for row in reversed(found)}
    open_now = {row.customer_id: row for row in sql.balances(customers=list(nearest), on=on)}
    accounts = [
        _owing(key, how, reference, name, open_now[key], link, reason)
        for how, key, reference, name, link, reason in found
        if nearest[key][0] == how
    ]
    systems = dict(OtherAccount.SYSTEMS)
    elsewhere = [
        Elsewhere(row.id, systems[row.system], row.reference, row.note, row.owed_pence, row.told_on)
        for row in others_of(customer.pk, on=on)
    ]
    return SingleView(on, accounts, elsewhere)


def _owing(key: int, how: str, reference: str, name: str, pence: Any, link: int | None, reason: str) -> Owing:
    sums = (pence.owed_pence, pence.overdue_pence, pence.credit_pence)
    return Owing(key, how, reference, name, *sums, oldest_on=pence.oldest_on, link=link, reason=reason)
