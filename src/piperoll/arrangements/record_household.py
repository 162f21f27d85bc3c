"""record_household: a household's income and expenditure as told, so that nobody agrees to more than they can pay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from piperoll.arrangements.affordability import LINES, PER_MONTH, Amount, People, over
from piperoll.arrangements.households import triggers_on, worked_out
from piperoll.arrangements.models import Household, HouseholdDebt, HouseholdLine
from piperoll.arrangements.rules import EMPLOYMENTS, TENURES, NoWayToPay
from piperoll.customers.merging import kept_id
from piperoll.customers.queries import by_reference
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.words import few_words, held

MOST_PENCE, MOST_PEOPLE = 10_000_000, 20


class NoIncomeTold(Refused):
    """Say at least one amount of income or costs."""


class AmountOutOfReach(Refused):
    """{what} must be from 1p to {most}."""


class TooManyPeople(Refused):
    """A household has 1 to {most} adults, and at most {most} children and vehicles each."""


class ExplainIt(Refused):
    """{what} is {spent} a month, and {limit} needs no explanation for this household. Say in a few words why: it is no
    reason to refuse."""


@dataclass(frozen=True)
class HouseholdTold:
    """What a household has and spends: amounts by line (`affordability.LINES`), who lives from it, other debts.

    `debts` are (name, pence owed) of whoever else is repaid from what is left; `explanations` by group of costs.
    """

    lines: Mapping[str, Amount]
    people: People = field(default_factory=People)
    tenure: str = "rents"
    employment: str = "works"
    told_by: str = ""
    savings_pence: int | None = None
    debts: Sequence[tuple[str, int]] = ()
    explanations: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class HouseholdRecorded:
    """A statement on record."""

    run: int
    household: int
    customer: str


def record_household(*, customer: str, told: HouseholdTold, on: date, at: datetime, by: Actor) -> HouseholdRecorded:
    """Keep a statement. A cost over its trigger figure wants an explanation; it never stops anything.

    Raises NoSuchCustomer, NoIncomeTold, AmountOutOfReach, TooManyPeople, NoWayToPay, ExplainIt, WordsMissing.
    """
    by.must("record_household")
    who = few_words(told.told_by, "who told us", longest=120)
    _must_be_whole(told)
    said = {group: few_words(why, "the explanation") for group, why in told.explanations.items() if why.strip()}
    for one in over(told.lines, told.people, triggers_on(on)):
        if one.group not in said:
            raise ExplainIt(
                what=LINES[one.group][1], spent=pounds(one.pence), limit=pounds(one.limit_pence),
                field=f"why_{one.group}",
            )  # fmt: skip
    whose = by_reference(customer)
    with running.act("record_household", on=on, at=at, by=by, customer=whose.pk) as run:
        account = held(kept_id(whose.pk))
        people = told.people
        made = Household.objects.create(
            customer=account, stated_on=on, told_by=who, adults=people.adults, under_14=people.under_14,
            from_14=people.from_14, vehicles=people.vehicles, tenure=told.tenure, employment=told.employment,
            savings_pence=told.savings_pence, explanations=said, run_id=run.id,
        )  # fmt: skip
        HouseholdLine.objects.bulk_create(
            HouseholdLine(household=made, code=code, pence=one.pence, every=one.every, run_id=run.id)
            for code, one in told.lines.items()
        )
        HouseholdDebt.objects.bulk_create(
            HouseholdDebt(household=made, name=few_words(name, "whom else they owe", longest=80), balance_pence=pence,
                          run_id=run.id)
            for name, pence in told.debts
        )  # fmt: skip
        stands = worked_out(made, account.pk, on)
        run.finish(
            said="Income and expenditure recorded", lines=len(told.lines),
            debts_pence=sum(pence for _, pence in told.debts), savings_pence=stands.affordable.savings_pence,
            available_pence=stands.affordable.available_pence, offer_pence=stands.offer_pence,
        )  # fmt: skip
    return HouseholdRecorded(run.id, made.pk, account.reference)


def _must_be_whole(told: HouseholdTold) -> None:
    if not told.lines:
        raise NoIncomeTold(field="earnings")
    sums = [(LINES[code][1], one.pence, code) for code, one in told.lines.items() if code in LINES]
    for what, pence, code in [*sums, *((name, pence, "debts") for name, pence in told.debts)]:
        if not 0 < pence <= MOST_PENCE:
            raise AmountOutOfReach(what=what[:80], most=pounds(MOST_PENCE), field=code)
    for code in told.lines:
        _must_be_known(code, LINES, "line of a statement")
    for one in told.lines.values():
        _must_be_known(one.every, PER_MONTH, "rhythm")
    _must_be_known(told.tenure, TENURES, "kind of home")
    _must_be_known(told.employment, EMPLOYMENTS, "work")
    people = told.people
    if not 1 <= people.adults <= MOST_PEOPLE or not all(
        0 <= many <= MOST_PEOPLE for many in (people.under_14, people.from_14, people.vehicles)
    ):
        raise TooManyPeople(most=MOST_PEOPLE, field="adults")


def _must_be_known(code: str, known: Mapping[str, object], what: str) -> None:
    if code not in known:
        raise NoWayToPay(said=code[:40], what=what, known=", ".join(known))
