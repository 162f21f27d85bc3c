"""What a household can afford, worked out from its income and expenditure: pure, in exact fractions of a penny.

Each amount is brought to a month exactly (a week counts 52/12). Only the last step rounds: savings and what is
available are rounded down to a penny, so that nobody is asked for more than there is. Sums that are shown are rounded
to the nearest penny. Source: the method of the common financial statements used by UK debt advisers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

PER_MONTH = {
    "weekly": Fraction(52, 12),
    "fortnightly": Fraction(26, 12),
    "four_weekly": Fraction(13, 12),
    "monthly": Fraction(1),
    "quarterly": Fraction(1, 3),
    "annual": Fraction(1, 12),
}
SECTIONS = {
    "income": "Income",
    "fixed": "Fixed costs",
    "flexible": "Flexible costs",
    "priority": "Arrears that come first",
}
LINES = {
    "earnings": ("income", "Earnings"),
    "benefits": ("income", "Benefits and tax credits"),
    "pensions": ("income", "Pensions"),
    "other_income": ("income", "Other income"),
    "home": ("fixed", "Rent or mortgage, and contents"),
    "utilities": ("fixed", "Gas, electricity and other fuel"),
    "water": ("fixed", "Water"),
    "care": ("fixed", "Care and health"),
    "transport": ("fixed", "Transport and travel"),
    "school": ("fixed", "School"),
    "insurances": ("fixed", "Pensions and insurances"),
    "professional": ("fixed", "Professional costs"),
    "other_essential": ("fixed", "Other essentials, and council tax"),
    "communications": ("flexible", "Communications and leisure"),
    "food": ("flexible", "Food and housekeeping"),
    "personal": ("flexible", "Personal costs"),
    "priority": ("priority", "Repaid on rent, fuel, council tax or fines"),
}
"""What a statement asks for: its section and its words."""
FLEXIBLE = tuple(code for code, (section, _) in LINES.items() if section == "flexible")
"""Groups with trigger figures."""
SAVED = Fraction(1, 10)
MOST_SAVED_PENCE = 20_00
TOKEN_PENCE = 1_00


@dataclass(frozen=True)
class Amount:
    """So many pence, so often."""

    pence: int
    every: str = "monthly"

    @property
    def monthly(self) -> Fraction:
        """Pence a month, exactly."""
        return self.pence * PER_MONTH[self.every]


@dataclass(frozen=True)
class People:
    """Who lives from it: adults, children by age, and vehicles."""

    adults: int = 1
    under_14: int = 0
    from_14: int = 0
    vehicles: int = 0


@dataclass(frozen=True)
class Trigger:
    """Up to which sum a month a group of costs asks for no explanation, by who lives there."""

    single_pence: int
    extra_adult_pence: int
    under_14_pence: int
    from_14_pence: int
    vehicle_pence: int = 0

    def limit(self, people: People) -> int:
        """The sum for a household, in pence a month."""
        return (
            self.single_pence
            + self.extra_adult_pence * max(0, people.adults - 1)
            + self.under_14_pence * people.under_14
            + self.from_14_pence * people.from_14
            + self.vehicle_pence * people.vehicles
        )


@dataclass(frozen=True)
class Over:
    """A group of costs over its trigger figure: it wants an explanation, and is never a reason to refuse."""

    group: str
    pence: int
    limit_pence: int


@dataclass(frozen=True)
class Affordable:
    """A month of a household in whole pence, and what of it can be offered.

    `left_pence` is income less fixed and flexible costs and priority repayments; may be below nought.
    """

    sections: Mapping[str, int]
    left_pence: int
    savings_pence: int
    available_pence: int
    over: Sequence[Over]


def work_out(
    lines: Mapping[str, Amount], people: People, triggers: Mapping[str, Trigger], *, savings_pence: int | None = None
) -> Affordable:
    """What is left of a month. `savings_pence` is what they put aside; unless told, as much as is accepted."""
    exact = {section: Fraction(0) for section in SECTIONS}
    for code, amount in lines.items():
        exact[LINES[code][0]] += amount.monthly
    left = exact["income"] - exact["fixed"] - exact["flexible"] - exact["priority"]
    most = min(left * SAVED, Fraction(MOST_SAVED_PENCE))
    savings = floor(max(Fraction(0), most if savings_pence is None else min(most, Fraction(savings_pence))))
    return Affordable(
        {section: nearest(pence) for section, pence in exact.items()}, nearest(left), savings,
        max(0, floor(left - savings)), over(lines, people, triggers),
    )  # fmt: skip


def over(lines: Mapping[str, Amount], people: People, triggers: Mapping[str, Trigger]) -> list[Over]:
    """The groups of flexible costs that are over their trigger figure."""
    found = []
    for group, trigger in triggers.items():
        spent = lines.get(group, Amount(0)).monthly
        if spent > trigger.limit(people):
            found.append(Over(group, nearest(spent), trigger.limit(people)))
    return found


def share(available: int, balances: Sequence[int]) -> list[int]:
    """What is available shared over debts by their balances, rounded down; spare pennies go to the largest first.

    Where there is less than a pound for each, each is offered a token of a pound. Nobody is offered more than is owed.
    """
    total = sum(balances)
    if not total:
        return [0 for _ in balances]
    if available < TOKEN_PENCE * len(balances):
        return [min(TOKEN_PENCE, one) for one in balances]
    available = min(available, total)
    offers = [available * one // total for one in balances]
    by_size = sorted(range(len(balances)), key=lambda place: (-balances[place], place))
    for place in by_size[: available - sum(offers)]:
        offers[place] += 1
    return offers


def months_to_clear(balance: int, offer: int) -> int | None:
    """How many months an offer takes; None when it never does."""
    return ceil(Fraction(balance, offer)) if offer else None


def nearest(pence: Fraction) -> int:
    """The nearest whole penny, half a penny up, away from nought."""
    rounded = floor(abs(pence) + Fraction(1, 2))
    return rounded if pence >= 0 else -rounded
