"""Paying takings in: one banking, and one credit expected on our statement, inside a verb's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from piperoll.council.models import BankAccount
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.ledger.models import Method
from piperoll.receipting.import_statement import NoSuchBankAccount
from piperoll.receipting.models import Expected
from piperoll.runs.running import RunInHand
from piperoll.takings.models import BankedTaking, Banking
from piperoll.takings.rules import slip_read


class NoSuchMethod(Refused):
    """There is no method of payment {code!r} of that kind. Ours are {ours}."""


class BadSlip(Refused):
    """{slip!r} is not the serial of a paying-in slip: 3 to 20 letters and digits, as printed on it."""


class SlipBanked(Refused):
    """Slip {slip} was paid into {account} on {on:%-d %B %Y}, for {amount}. Nothing was changed."""

    exit_code = 0


class SlipTaken(Refused):
    """Slip {slip} was paid into {account} on {on:%-d %B %Y} for {amount}, which is another sum. Look at the slip again;
    nothing was changed."""


def method_of(kind: str, code: str = "") -> Method:
    """The method with that code, or the only one of its kind. Raises NoSuchMethod."""
    of_kind = list(Method.objects.filter(kind=kind).select_related("account"))
    found = [method for method in of_kind if method.code == code.upper()] if code else of_kind
    if len(found) != 1:
        raise NoSuchMethod(code=code, ours=", ".join(method.code for method in of_kind) or "none yet")
    return found[0]


def account_coded(code: str) -> BankAccount:
    """Our bank account. Raises NoSuchBankAccount."""
    ours = {account.code: account for account in BankAccount.objects.order_by("code")}
    if code.upper() not in ours:
        raise NoSuchBankAccount(code=code, ours=", ".join(ours))
    return ours[code.upper()]


def checked_slip(slip: str) -> str:
    """The serial as it is kept. Raises BadSlip."""
    read = slip_read(slip)
    if not read:
        raise BadSlip(slip=slip)
    return read


def must_be_new(account: BankAccount, slip: str, pence: int) -> None:
    """Raise SlipBanked or SlipTaken when the slip was paid in before."""
    there = Banking.objects.filter(bank_account=account, slip=slip).first()
    if there:
        kind = SlipBanked if there.amount_pence == pence else SlipTaken
        raise kind(slip=slip, account=account.name, on=there.banked_on, amount=pounds(there.amount_pence))


def pay_in(
    takings: Sequence[int], *, method: Method, account: BankAccount, slip: str, amount_pence: int, run: RunInHand,
    words: str = "", on: date | None = None,
) -> Banking:  # fmt: skip
    """Pay takings in under a slip. The bank will show `amount_pence` within a week of the run's day (or of `on`), with
    the slip's serial in its narrative, or with these `words`; below nought it is a debit, and nought is not shown."""
    day = on or run.effective_on
    expected = Expected.objects.create(
        bank_account=account, account=method.account, amount_pence=amount_pence, expected_on=day,
        words=words or slip,
        what=f"{method.name} {'paid in' if amount_pence > 0 else 'taken back'} with slip {slip}", run_id=run.id,
    ) if amount_pence else None  # fmt: skip
    banking = Banking.objects.create(
        method=method, bank_account=account, slip=slip, banked_on=day, amount_pence=amount_pence,
        takings=len(takings), expected=expected, run_id=run.id,
    )  # fmt: skip
    BankedTaking.objects.bulk_create(BankedTaking(taking_id=one, banking=banking, run_id=run.id) for one in takings)
    return banking
