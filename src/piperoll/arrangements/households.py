"""A household's statement read back, and worked out with the trigger figures of its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from piperoll.arrangements.affordability import Affordable, Amount, People, Trigger, months_to_clear, share, work_out
from piperoll.arrangements.models import Advice, Household, TriggerFigure
from piperoll.arrangements.standing import owed
from piperoll.database.statements import beside

sql = beside(__file__)


@dataclass(frozen=True)
class Option:
    """One way forward: what it is a month (None when nothing is paid), in how many months, and what to know."""

    code: str
    monthly_pence: int | None
    months: int | None
    about: str


@dataclass(frozen=True)
class Standing:
    """A statement worked out: what is left, what of it is for us, and the ways forward."""

    household: Household
    affordable: Affordable
    lines: dict[str, Amount]
    owed_pence: int
    offer_pence: int
    is_token: bool
    others: list[tuple[str, int, int]]
    options: list[Option]


def triggers_on(on: date) -> dict[str, Trigger]:
    """The trigger figures that hold on a day; none when the council has taken none in."""
    rows = TriggerFigure.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)
    return {
        row.group: Trigger(
            row.single_pence, row.extra_adult_pence, row.under_14_pence, row.from_14_pence, row.vehicle_pence
        )
        for row in rows
    }  # fmt: skip


def newest(account: int) -> Household | None:
    """The newest statement of an account."""
    return Household.objects.filter(customer_id__in=_accounts(account)).order_by("-id").first()


def advice_of(account: int, *, most: int = 50) -> list[Advice]:
    """Referrals to advice, the newest first, each with its outcome where one came."""
    found = Advice.objects.filter(customer_id__in=_accounts(account)).select_related("outcome")
    return list(found.order_by("-id")[:most])


def _accounts(account: int) -> list[int]:
    return [row.id for row in sql.accounts(account=account)]


def worked_out(household: Household, account: int, on: date) -> Standing:
    """A statement with what is owed today: the offer is our share of what is available, by what each is owed."""
    lines = {row.code: Amount(row.pence, row.every) for row in household.lines.all()}
    people = People(household.adults, household.under_14, household.from_14, household.vehicles)
    affordable = work_out(
        lines, people, triggers_on(household.stated_on), savings_pence=household.savings_pence
    )  # fmt: skip
    debts = list(household.debts.all())
    ours = sum(row.open_pence for row in owed(account, on))
    balances = [*([ours] if ours else []), *(row.balance_pence for row in debts)]
    offers = share(affordable.available_pence, balances)
    offer = offers.pop(0) if ours else 0
    others = [(row.name, row.balance_pence, part) for row, part in zip(debts, offers, strict=True)]
    is_token = bool(ours) and affordable.available_pence < 100 * len(balances)
    return Standing(
        household, affordable, lines, ours, offer, is_token, others, _options(ours, offer, is_token)
    )  # fmt: skip


def _options(ours: int, offer: int, is_token: bool) -> list[Option]:
    if not ours:
        return []
    plan = (
        []
        if is_token
        else [Option("plan", offer, months_to_clear(ours, offer), "Our share of what is left of their month")]
    )
    return [
        Option("full", ours, 1, "Everything at once, with no letters after it"),
        *plan,
        Option(
            "token", min(100, ours), months_to_clear(ours, min(100, ours)), "Keeps in touch while little can be paid"
        ),
        Option("hold", None, None, "Nothing is chased while free advice is sought"),
        Option("write_off", None, None, "When it will never be paid, and somebody decides so"),
    ]
