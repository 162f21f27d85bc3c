"""Where month ends stand: which were prepared, signed, sent back or opened again, and which are late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from piperoll.council.models import BankAccount
from piperoll.foundations.refusals import Refused
from piperoll.reconciliation.models import MonthEnd, Reopening, Review
from piperoll.reconciliation.rules import DAYS_TO_SIGN, KINDS, last_month_end

STATES = {
    "none": "Not prepared",
    "prepared": "To be reviewed",
    "signed": "Signed",
    "sent_back": "Sent back",
    "reopened": "Opened again",
}


class NoSuchMonthEnd(Refused):
    """There is no month-end reconciliation {number}."""


@dataclass(frozen=True)
class Standing:
    """One control of a month: its newest version, if any, and where that stands."""

    kind: str
    bank: str
    until: date
    found: MonthEnd | None
    state: str

    @property
    def name(self) -> str:
        """What is reconciled, in words."""
        return f"{KINDS[self.kind].name} {self.bank}".strip()


def numbered(number: int) -> MonthEnd:
    """A month end by its number. Raises NoSuchMonthEnd."""
    found = MonthEnd.objects.select_related("run", "bank_account", "seal").filter(pk=number).first()
    if found is None:
        raise NoSuchMonthEnd(number=number)
    return found


def newest_of(kind: str, bank: int | None, until: date) -> MonthEnd | None:
    """The newest version of a control's month end."""
    asked = MonthEnd.objects.select_related("run", "bank_account", "review__reopening")
    return asked.filter(kind=kind, bank_account=bank, until=until).order_by("-version").first()


def review_of(found: MonthEnd) -> Review | None:
    """What was made of it, if anybody looked."""
    return Review.objects.select_related("run").filter(month_end=found).first()


def state_of(found: MonthEnd) -> str:
    """Where it stands: a key of STATES."""
    review = review_of(found)
    if review is None:
        return "prepared"
    return "reopened" if Reopening.objects.filter(review=review).exists() else review.what


def standings(until: date) -> list[Standing]:
    """Every control of a month, banks first, prepared or not."""
    newest: dict[tuple[str, int | None], MonthEnd] = {}
    asked = MonthEnd.objects.select_related("run", "bank_account", "review__reopening", "review__run")
    for one in asked.filter(until=until).order_by("version"):
        newest[one.kind, one.bank_account_id] = one
    wanted: list[tuple[str, BankAccount | None]] = [("bank", bank) for bank in BankAccount.objects.order_by("code")]
    wanted += [(kind, None) for kind in KINDS if kind != "bank"]
    found = ((kind, bank, newest.get((kind, bank.pk if bank else None))) for kind, bank in wanted)
    return [Standing(kind, bank.code if bank else "", until, one, _state(one)) for kind, bank, one in found]


def _state(one: MonthEnd | None) -> str:
    if one is None:
        return "none"
    review = getattr(one, "review", None)
    if review is None:
        return "prepared"
    return "reopened" if getattr(review, "reopening", None) else str(review.what)


def to_sign_by(until: date) -> date:
    """The last day on which a month is signed in time."""
    return until + timedelta(days=DAYS_TO_SIGN)


def unsigned(on: date) -> list[Standing]:
    """Controls of the month before a day that nobody has signed yet."""
    return [one for one in standings(last_month_end(on)) if one.state != "signed"]
