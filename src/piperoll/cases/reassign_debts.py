"""reassign_debts: accounts go to another officer or team, some or all of one officer's, with the reason why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from piperoll.cases import standing
from piperoll.cases.owners import Owner, owner_called
from piperoll.customers.queries import by_reference
from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.words import few_words

sql = beside(__file__)
BY_THE_RULES = "rules"


class WhoseToGive(Refused):
    """Say which accounts go: name customers, or the officer or team whose whole caseload goes."""


class NothingToGive(Refused):
    """{name} has no accounts: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class DebtsReassigned:
    """So many accounts are another's; `owner` is who, in words."""

    run: int
    accounts: int
    owner: str


def reassign_debts(
    *, owner: str, customers: Sequence[str] = (), of: str = "", reason: str, on: date, at: datetime, by: Actor
) -> DebtsReassigned:
    """Give accounts to `owner` (a username, a team's code, or `rules` to let the rules say again): those of some
    customers by reference, or all that are `of` an owner.

    Raises WhoseToGive, NoSuchOwner, HasNoWorklist, NoSuchCustomer, NothingToGive, WordsMissing, WordsTooLong,
    CardNumber, NoFigureHolds.
    """
    why = few_words(reason, "why they go to another")
    named = [reference for reference in customers if reference.strip()]
    if bool(named) == bool(of.strip()):
        raise WhoseToGive(field="owner")
    with running.act("reassign_debts", on=on, at=at, by=by, owner=owner, of=of, customers=len(named)) as run:
        to = _owner(owner)
        standing.sql.alone() if of.strip() else standing.sql.beside()
        whose = _whole_caseload(of) if of.strip() else [by_reference(reference).pk for reference in named]
        sql.assign(customers=whose, officer=to.officer, team=to.team, reason=why, run=run.id)
        standing.work_out_some(whose, on, run=run.id)
        run.finish(accounts=len(set(whose)), said=f"Now looked after by {to.name}", why=why)
    return DebtsReassigned(run.id, len(set(whose)), to.name)


def _owner(text: str) -> Owner:
    return Owner(None, None, "whoever the rules say") if text.strip().lower() == BY_THE_RULES else owner_called(text)


def _whole_caseload(of: str) -> list[int]:
    """Every account of an owner. Raises NoSuchOwner, NothingToGive."""
    whose = owner_called(of)
    found = [row.customer_id for row in sql.caseload(officer=whose.officer, team=whose.team)]
    if not found:
        raise NothingToGive(name=whose.name)
    return found
