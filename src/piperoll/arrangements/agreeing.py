"""An arrangement asked for and made: which debts, spread over which days, within which limits; asked again as it is
made, perhaps days later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from piperoll.arrangements import ending, letters
from piperoll.arrangements.models import Arrangement, Debt, InterestRuns, LiveDebt, PlannedPayment
from piperoll.arrangements.rules import (
    ACT,
    Due,
    NoWayToPay,
    Plan,
    in_words,
    months_after,
    must_be_a_plan,
    reference_of,
    spread,
)
from piperoll.arrangements.standing import owed, sql
from piperoll.authority.asking import Asked, Wanted, ask
from piperoll.authority.models import Request
from piperoll.council.figures import figure
from piperoll.customers.models import Customer
from piperoll.direct_debit import choosing, planning
from piperoll.direct_debit.deeds import held, mandate_named
from piperoll.direct_debit.models import Mandate
from piperoll.direct_debit.planning import PlanTold
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.receipting.models import StandingOrder
from piperoll.runs.running import RunInHand


class NothingToArrange(Refused):
    """{customer} owes nothing that could go into an arrangement. {why}"""


class CannotGoIn(Refused):
    """{reference} cannot go into an arrangement: {why} Nothing was changed."""


class MovedOn(Refused):
    """{reference} has {now} open now and had {then} when this was asked for. Nothing was changed: ask again for what
    is open."""


class FirstDayGone(Refused):
    """The first payment would have been due on {day:%-d %B %Y}, before this was decided. Nothing was changed: ask again
    with a later day."""


class NotForADebit(Refused):
    """{why}."""


@dataclass(frozen=True)
class Chosen:
    """What is to be arranged: debts with what is open of each, the plan and its payments, and by which mandate.

    `beyond` says in words what is beyond the council's limits: (what, the limit, this).
    """

    account: Customer
    debts: Sequence[Any]
    plan: Plan
    payments: Sequence[Due]
    mandate: Mandate | None
    beyond: Sequence[tuple[str, str, str]]

    @property
    def pence(self) -> int:
        """What is open of the debts."""
        return sum(row.open_pence for row in self.debts)


@dataclass(frozen=True)
class Agreed:
    """An arrangement made; what was put on its way to them, and the words of the plan."""

    arrangement: int
    pence: int
    words: str
    documents: int

    @property
    def sentence(self) -> str:
        """What was done, for whoever decided it."""
        letter = "A letter that confirms it goes with the next dispatch." if self.documents else "Nobody is written to."
        return f"{reference_of(self.arrangement)}: {pounds(self.pence)}, {self.words}. {letter}"


def choose(account: int, items: Sequence[int], plan: Plan, *, on: date, besides: int = 0, request: int = 0) -> Chosen:
    """The debts meant (all that can go in, when none is named), each locked, and the payments that pay them.

    `besides` is the arrangement that is changed, `request` the one that asks for it. Raises NothingToArrange,
    CannotGoIn, and what a plan is refused for.
    """
    must_be_a_plan(plan, on)
    customer = Customer.objects.get(pk=account)
    mandate = _mandate(plan, account, on)
    besides_these = {"besides": besides, "mandate": mandate.pk if mandate else 0, "request": request}
    sql.hold(items=[row.item_id for row in owed(account, on, **besides_these)])
    rows = owed(account, on, **besides_these)
    chosen = [row for row in rows if row.item_id in items] if items else [row for row in rows if not row.why_not]
    for row in chosen:
        if row.why_not:
            raise CannotGoIn(reference=row.reference, why=row.why_not, field="debts")
    if not chosen or (items and len(chosen) < len(set(items))):
        raise NothingToArrange(customer=customer.reference, why=" ".join({row.why_not for row in rows}), field="debts")
    if mandate:
        _must_be_whole_invoices(rows, chosen)
    payments = spread(sum(row.open_pence for row in chosen), plan)
    return Chosen(customer, chosen, plan, payments, mandate, _beyond(payments, on))


def _mandate(plan: Plan, account: int, on: date) -> Mandate | None:
    if plan.method == "standing_order" and plan.every == "once":
        raise NoWayToPay(
            said="once", what="rhythm of a standing order", known="one that comes again", field="every"
        )  # fmt: skip
    if plan.method != "direct_debit":
        return None
    mandate = mandate_named(plan.mandate)
    held(mandate.pk, among=("set_up", "lodging", "active"))
    pays = choosing.pays_now(mandate.pk, on)
    if mandate.standing.customer_id not in {row.id for row in choosing.sql.accounts(customer=account)}:
        raise NotForADebit(why=f"Direct Debit {mandate.reference} is not one of theirs", field="mandate")
    if any(row.what != "invoice" for row in pays):
        said = choosing.in_words(pays).lower()
        raise NotForADebit(
            why=f"Direct Debit {mandate.reference} pays {said}: an arrangement needs one that pays invoices alone. Set "
            "one up for these invoices first",
            field="mandate",
        )
    (earliest,) = sql.earliest_debit(on=on)
    if plan.first_on < earliest.day:
        raise NotForADebit(
            why=f"With its notice a Direct Debit can take on {earliest.day:%-d %B %Y} at the earliest", field="first_on"
        )
    return mandate


def _must_be_whole_invoices(rows: Sequence[Any], chosen: Sequence[Any]) -> None:
    """A mandate pays invoices: all that is open of each goes in."""
    inside = {row.item_id for row in chosen}
    for row in rows:
        if row.item_id not in inside and row.invoice_id in {one.invoice_id for one in chosen}:
            raise NotForADebit(why=f"A Direct Debit pays whole invoices: take all of {row.reference} in", field="debts")


def _beyond(payments: Sequence[Due], on: date) -> list[tuple[str, str, str]]:
    """What of a plan is beyond the council's figures for arrangements agreed without asking."""
    least = int(figure("arrangement_least_pounds", on) * 100)
    longest = int(figure("arrangement_longest_months", on))
    found = []
    if payments[0].pence < least and len(payments) > 1:
        found.append(("Lowest payment without asking", pounds(least), pounds(payments[0].pence)))
    if (last := payments[-1].due_on) > months_after(on, longest):
        found.append(("Longest without asking", f"{longest} months", f"until {last:%-d %B %Y}"))
    return found


def ask_for(
    chosen: Chosen, reason: str, why: str, *, replaces: int | None, run: RunInHand, at: datetime
) -> Asked:  # fmt: skip
    """Put it on record as a request; beyond the figures somebody else decides, whoever asks. Raises NoLimitCovers."""
    plan = chosen.plan
    told = {"every": plan.every, "first_on": plan.first_on.isoformat(), "amount_pence": plan.amount_pence,
            "times": plan.times, "method": plan.method, "mandate": plan.mandate,
            "interest_runs": plan.interest_runs}  # fmt: skip
    changes = [
        ("The plan", "", in_words(plan.every, chosen.payments)),
        *([("Interest while it is kept", "frozen", "goes on")] if plan.interest_runs else []),
        *chosen.beyond,
        *((f"{row.reference}, due {row.due_on:%-d %B %Y}", pounds(row.open_pence), "in the arrangement")
          for row in chosen.debts),
    ]  # fmt: skip
    items = [[row.item_id, row.open_pence] for row in chosen.debts]
    return ask(
        Wanted(
            ACT, _service(chosen.debts), chosen.account.pk, chosen.account.reference, chosen.pence, 0, reason, why,
            "", changes, {"items": items, "plan": told, "replaces": replaces},
        ),
        run=run, at=at, alone=not chosen.beyond,
    )  # fmt: skip


def _service(debts: Sequence[Any]) -> int:
    """The service whose limits decide: the one most of it is owed to."""
    pence: dict[int, int] = {}
    for row in debts:
        pence[row.service_id] = pence.get(row.service_id, 0) + row.open_pence
    return max(pence, key=lambda service: (pence[service], -service))


def carry_out(request: Request, /, *, run: RunInHand, on: date, at: datetime, by: Actor) -> str:
    """An approved request is done at once. Raises as `do`."""
    return do(request, run=run, on=on, at=at).sentence


def do(request: Request, *, run: RunInHand, on: date, at: datetime) -> Agreed:
    """Make the arrangement a request asks for; the one it changes ends. Raises MovedOn, FirstDayGone, EndedAlready and
    whatever `choose` refuses."""
    told = request.details
    plan = Plan(**{**told["plan"], "first_on": date.fromisoformat(told["plan"]["first_on"])})
    if plan.first_on < on:
        raise FirstDayGone(day=plan.first_on)
    wanted = dict(told["items"])
    replaces = told["replaces"]
    assert request.customer_id is not None
    if replaces:
        ending.one_at_a_time()
        ending.must_stand(replaces)
    chosen = choose(request.customer_id, list(wanted), plan, on=on, besides=replaces or 0, request=request.pk)
    for row in chosen.debts:
        if row.open_pence != wanted[row.item_id]:
            raise MovedOn(reference=row.reference, now=pounds(row.open_pence), then=pounds(wanted[row.item_id]))
    if replaces:
        ending.end([replaces], "changed", f"Changed: {request.why}"[:200], run=run, on=on, at=at)
    return _make(request, chosen, replaces, run=run, on=on, at=at)


def _make(
    request: Request, chosen: Chosen, replaces: int | None, *, run: RunInHand, on: date, at: datetime
) -> Agreed:  # fmt: skip
    plan = chosen.plan
    review = months_after(on, int(figure("arrangement_review_months", on)))
    made = Arrangement.objects.create(
        customer=chosen.account, request=request, replaces_id=replaces, agreed_on=on, every=plan.every,
        method=plan.method, mandate=chosen.mandate, standing_order=_standing_order(chosen, run), run_id=run.id,
        total_pence=chosen.pence, review_on=review if chosen.payments[-1].due_on > review else None,
    )  # fmt: skip
    if plan.interest_runs:
        InterestRuns.objects.create(arrangement=made, run_id=run.id)
    Debt.objects.bulk_create(
        Debt(arrangement=made, item_id=row.item_id, pence=row.open_pence, run_id=run.id) for row in chosen.debts
    )
    PlannedPayment.objects.bulk_create(
        PlannedPayment(arrangement=made, due_on=due.due_on, pence=due.pence, run_id=run.id) for due in chosen.payments
    )
    LiveDebt.objects.bulk_create(LiveDebt(arrangement=made, item_id=row.item_id) for row in chosen.debts)
    if chosen.mandate:
        _collect(chosen.mandate, chosen, run=run, on=on)
    sent = letters.confirm(made.pk, run=run, on=on, at=at)
    return Agreed(made.pk, chosen.pence, in_words(plan.every, chosen.payments), sent.documents - sent.pulled)


def _standing_order(chosen: Chosen, run: RunInHand) -> StandingOrder | None:
    """What we expect of their bank from now on."""
    if chosen.plan.method != "standing_order":
        return None
    return StandingOrder.objects.create(
        customer=chosen.account, amount_pence=chosen.payments[0].pence, frequency=chosen.plan.every,
        first_on=chosen.plan.first_on, told_by="Agreed as an arrangement", run_id=run.id,
    )  # fmt: skip


def _collect(mandate: Mandate, chosen: Chosen, *, run: RunInHand, on: date) -> None:
    """The mandate pays the invoices of the arrangement and nothing else, by its plan."""
    invoices = dict.fromkeys(row.invoice_id for row in chosen.debts)
    choosing.record(mandate.pk, [{"what": "invoice", "invoice_id": one} for one in invoices], run=run.id, on=on)
    every = "monthly" if chosen.plan.every == "once" else chosen.plan.every
    first = chosen.payments[0]
    told = PlanTold("fixed", first.pence, every, (), first.due_on, len(chosen.payments))
    planning.record(mandate.pk, told.tidied(on), run=run.id, on=on)
