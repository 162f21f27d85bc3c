"""give_late_account: which income account earns interest, fixed sums or costs of paying late, where none does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.interest.models import LateCharge
from piperoll.interest.rules import CONTROLS, KINDS
from piperoll.ledger.models import Account
from piperoll.runs import running


class NotEarnedLate(Refused):
    """{kind!r} is nothing that is charged for paying late: choose {known}."""


class NoSuchIncomeCode(Refused):
    """There is no income code {code}. Add one under Set-up, Income codes and ledger accounts."""


class AccountServesAlready(Refused):
    """{code} is the account for {what} already. Choose an income code that is for nothing else."""


class EarnedByAnother(Refused):
    """{kind} is earned in {code}: one account alone earns it, so that what was charged stays proved."""


class EarnedElsewhere(Refused):
    """{kind} was charged in {code} before. Give it back to that account, so that what was charged stays proved."""


@dataclass(frozen=True)
class LateAccountGiven:
    """An income account that earns one kind of late charge from now on."""

    run: int
    kind: str
    code: str


def give_late_account(*, kind: str, code: str, on: date, at: datetime, by: Actor) -> LateAccountGiven:
    """Say which income account earns a kind of late charge that none earns.

    Raises NotEarnedLate, NoSuchIncomeCode, AccountServesAlready, EarnedByAnother, EarnedElsewhere.
    """
    by.must("give_late_account")
    if kind not in KINDS:
        raise NotEarnedLate(kind=kind[:20], known=", ".join(KINDS), field="kind")
    code = code.strip().upper()
    with running.act("give_late_account", on=on, at=at, by=by, kind=kind, code=code) as run:
        account = Account.objects.select_for_update().filter(code=code, kind="income", is_active=True).first()
        if account is None:
            raise NoSuchIncomeCode(code=code[:24], field="code")
        earns = accounts().get(kind)
        if earns:
            raise EarnedByAnother(kind=KINDS[kind], code=earns.code, field="kind")
        if account.control:
            raise AccountServesAlready(code=code, what=account.get_control_display().lower(), field="code")
        before = _charged_in(kind)
        if before and before != account:
            raise EarnedElsewhere(kind=KINDS[kind], code=before.code, field="code")
        account.control = CONTROLS[kind]
        account.save(update_fields=["control"])
        run.finish(said=f"{KINDS[kind]} for paying late: earned in {code}")
    return LateAccountGiven(run.id, kind, code)


def accounts() -> dict[str, Account]:
    """Which account earns each kind, where one does."""
    found = {one.control: one for one in Account.objects.filter(control__in=CONTROLS.values(), is_active=True)}
    return {kind: found[control] for kind, control in CONTROLS.items() if control in found}


def _charged_in(kind: str) -> Account | None:
    """The account of what was charged last of a kind."""
    last = LateCharge.objects.filter(kind=kind).order_by("-id").first()
    return last.invoice.lines.select_related("account").get(line_number=last.line_number).account if last else None
