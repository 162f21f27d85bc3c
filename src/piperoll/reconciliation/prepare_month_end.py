"""prepare_month_end: a control at the end of a month, worked out from two sources, set down for somebody to review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError

from piperoll.council.models import BankAccount, Council
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.reconciliation.evidence import csv_digest
from piperoll.reconciliation.models import MonthEnd
from piperoll.reconciliation.month_ends import newest_of, state_of
from piperoll.reconciliation.rules import KINDS, month_end
from piperoll.reconciliation.working_out import newest_seal, work_out
from piperoll.runs import running
from piperoll.runs.sealing import seal_pending


class NoSuchReconciliation(Refused):
    """There is no reconciliation called {kind!r}. There are: {kinds}."""


class WhichBankAccount(Refused):
    """{code!r} is not one of our bank accounts. Reconcile one of: {ours}."""


class MonthNotOver(Refused):
    """{until:%B %Y} is not over on {on:%-d %B %Y}. Prepare it from the first day of the next month."""


class NothingSealed(Refused):
    """Nothing is in the books yet, so there is nothing to reconcile."""


class PreparedAlready(Refused):
    """{name} for {until:%B %Y} was prepared by {by} and waits to be reviewed. Nothing was changed."""

    exit_code = 0


class SignedAlready(Refused):
    """{name} for {until:%B %Y} is signed. Open it again first, with a reason."""


class DifferenceUnexplained(Refused):
    """{name} for {until:%B %Y} differs by {difference}. Say what explains it; nothing was kept."""


@dataclass(frozen=True)
class Prepared:
    """A month end set down: both figures, and how many rows are listed."""

    run: int
    month_end: int
    ledger_pence: int
    listed_pence: int
    rows: int
    version: int

    @property
    def difference_pence(self) -> int:
        return self.ledger_pence - self.listed_pence


def prepare_month_end(
    *, kind: str, month: date, on: date, at: datetime, by: Actor, bank: str = "", explanation: str = ""
) -> Prepared:
    """Work one control out as at the end of `month` (any day of it), by all that is sealed now.

    Raises NoSuchReconciliation, WhichBankAccount, MonthNotOver, NothingSealed, PreparedAlready,
    SignedAlready, DifferenceUnexplained.
    """
    by.must("prepare_month_end")
    if kind not in KINDS:
        raise NoSuchReconciliation(kind=kind, kinds=", ".join(KINDS))
    account, until = _account(kind, bank), month_end(month)
    if on <= until:
        raise MonthNotOver(until=until, on=on)
    last = _may_follow(newest_of(kind, account.pk if account else None, until))
    seal_pending(at=at)
    seal = newest_seal()
    if seal is None:
        raise NothingSealed()
    try:
        with running.act(
            "prepare_month_end", on=on, at=at, by=by, kind=kind, bank=bank, until=until.isoformat()
        ) as run:
            found = work_out(kind=kind, bank=account.pk if account else None, until=until, seal=seal)
            made = MonthEnd(
                kind=kind, bank_account=account, until=until, version=last.version + 1 if last else 1, seal_id=seal,
                council=Council.objects.get().name, ledger_pence=found.ledger_pence, listed_pence=found.listed_pence,
                rows=len(found.rows), explanation=explanation.strip()[:500], csv_digest=csv_digest(found.rows),
                prepared_by_id=by.user_id, prepared_at=at, run_id=run.id,
            )  # fmt: skip
            if made.difference_pence and not made.explanation:
                raise DifferenceUnexplained(name=made.name, until=until, difference=pounds(made.difference_pence))
            made.save()
            run.finish(month_end=made.pk, ledger_pence=made.ledger_pence, listed_pence=made.listed_pence)
    except IntegrityError:
        _may_follow(newest_of(kind, account.pk if account else None, until))
        raise
    return Prepared(run.id, made.pk, made.ledger_pence, made.listed_pence, made.rows, made.version)


def _account(kind: str, code: str) -> BankAccount | None:
    if kind != "bank":
        return None
    ours = {account.code: account for account in BankAccount.objects.order_by("code")}
    if code.upper() not in ours:
        raise WhichBankAccount(code=code, ours=", ".join(ours))
    return ours[code.upper()]


def _may_follow(last: MonthEnd | None) -> MonthEnd | None:
    """The newest version there is, when another may follow it. Raises PreparedAlready, SignedAlready."""
    if last is None:
        return None
    state = state_of(last)
    if state == "prepared":
        raise PreparedAlready(name=last.name, until=last.until, by=last.run.by_username)
    if state == "signed":
        raise SignedAlready(name=last.name, until=last.until)
    return last
