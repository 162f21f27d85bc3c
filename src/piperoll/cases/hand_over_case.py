"""hand_over_case: somebody else takes a case on: a senior or legal here, or an agent, who is written to and whose debts
we chase no more until the case is recalled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from piperoll.cases import agents, notices, standing
from piperoll.cases.models import Handover, HandoverDebt, Recall
from piperoll.cases.rules import AGENTS, TAKERS
from piperoll.council.figures import figure
from piperoll.customers.models import Customer
from piperoll.customers.queries import by_reference
from piperoll.customers.rules import tidy_address, tidy_email, tidy_postcode
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.receivables.models import Item
from piperoll.recovery import ladder
from piperoll.recovery.record_recovery_step import keep_step
from piperoll.runs import running
from piperoll.runs.models import Run
from piperoll.safeguards.holding import hold_from
from piperoll.safeguards.words import few_words


class NotATaker(Refused):
    """A case is handed to one of {known}, not to {taker!r}."""


class NoWayToTell(Refused):
    """Give the agent’s email address, or where letters reach them: they must hear at once when they are to stop."""


class NoCourtOrder(Refused):
    """An enforcement agent acts only on a court’s warrant or writ (Tribunals, Courts and Enforcement Act 2007, section
    62): say which, with its number. Without one, hand the case to a collection agent."""


class OutOfTime(Refused):
    """They may have it from {on:%-d %B %Y} for {days} days, until {latest:%-d %B %Y}: give a day between."""


class WithSomebodyAlready(Refused):
    """The case has been with {name} since {since:%-d %B %Y}: nothing was changed. Recall it first."""

    exit_code = 0


class NotToAnAgent(Refused):
    """The case of {customer} may not go to an agent. {why}"""


class NobodyWarnedThem(Refused):
    """Nothing was sent to {customer} about it yet: remind them, and say that it may go to an agent, before it does."""


class NothingToHandOver(Refused):
    """Nothing on the invoices of {customer} is chased on {on:%-d %B %Y}: there is nothing to hand over."""


@dataclass(frozen=True)
class HandoverTold:
    """Who takes a case on and why; of an agent how they are told, until when they have it, and on which court order."""

    taker: str
    name: str
    reason: str
    email: str = ""
    address: str = ""
    postcode: str = ""
    court_order: str = ""
    until: date | None = None


@dataclass(frozen=True)
class CaseHandedOver:
    """A case handed over: so many instalments and pence of it, to whom, and until when."""

    run: int
    handover: int
    customer: str
    name: str
    debts: int
    pence: int
    until: date
    notices: int


def hand_over_case(*, customer: str, told: HandoverTold, on: date, at: datetime, by: Actor) -> CaseHandedOver:
    """Hand over what is chased of a customer’s invoices.

    To an agent it goes only once they were warned, and when nothing protects them. Raises NoSuchCustomer, NotATaker,
    NoWayToTell, NoCourtOrder, OutOfTime, WithSomebodyAlready, NotToAnAgent, NobodyWarnedThem, NothingToHandOver,
    WordsMissing, WordsTooLong, CardNumber, NoFigureHolds.
    """
    by.must("hand_over_case")
    whose, made = by_reference(customer), _handover(told, on)
    with running.act("hand_over_case", on=on, at=at, by=by, customer=whose.pk, to=made.name) as run:
        agents.hold_people(whose.pk)
        _must_be_ours(whose)
        if made.taker in AGENTS and (why := agents.may_be_handed_over(whose.pk, on)):
            raise NotToAnAgent(customer=whose.reference, why=" ".join(why))
        stands = ladder.standing(on, whose.pk)
        debts = {one.item_id: one.chased_pence for one in stands.items if one.chased_pence}
        items = list(Item.objects.filter(pk__in=debts, invoice_id__isnull=False).order_by("pk"))
        if not items or stands.row is None:
            raise NothingToHandOver(customer=whose.reference, on=on)
        if made.taker in AGENTS and stands.row.latest_on is None:
            raise NobodyWarnedThem(customer=whose.reference)
        if stands.row.why == "person" and stands.row.stage == "refer":
            keep_step(whose, f"Handed over to {made.name}"[:200], on, run=run.id)
        made.customer, made.run_id, made.handed_on = whose, run.id, on
        made.pence = sum(debts[item.pk] for item in items)
        made.save()
        HandoverDebt.objects.bulk_create(_debt(made, item, debts[item.pk], run.id) for item in items)
        sent = notices.write([made], "handed", "", run=Run.objects.get(pk=run.id)) if made.taker in AGENTS else 0
        standing.work_out_some([whose.pk], on, run=run.id)
        said = f"Handed over to {made.name}: {pounds(made.pence)}"
        run.finish(handover=made.pk, pence=made.pence, letters=sent, said=said, why=made.reason)
    return CaseHandedOver(run.id, made.pk, whose.reference, made.name, len(items), made.pence, made.until, sent)


def _handover(told: HandoverTold, on: date) -> Handover:
    """What was told, checked. Raises NotATaker, NoWayToTell, NoCourtOrder, OutOfTime, NoFigureHolds, and what few_words
    refuses."""
    if told.taker not in TAKERS:
        raise NotATaker(taker=told.taker[:20], known=", ".join(TAKERS), field="taker")
    days = int(figure("agent_longest_days", on))
    latest = on + timedelta(days)
    until = told.until or latest
    if not on <= until <= latest:
        raise OutOfTime(on=on, days=days, latest=latest, field="until")
    made = Handover(
        taker=told.taker, name=few_words(told.name, "who takes it on", longest=80), until=until,
        reason=few_words(told.reason, "why it is handed over"),
    )  # fmt: skip
    if told.taker not in AGENTS:
        return made
    made.email, made.lines, made.postcode = _where(told)
    made.court_order = few_words(told.court_order, "which court order", needed=False, longest=120)
    if told.taker == "enforcement" and not made.court_order:
        raise NoCourtOrder(field="court_order")
    return made


def _where(told: HandoverTold) -> tuple[str, str, str]:
    """Email, address and postcode of an agent. Raises NoWayToTell."""
    try:
        email = tidy_email(told.email) if told.email.strip() else ""
        postcode = tidy_postcode(told.postcode) if told.postcode.strip() else ""
    except ValueError:
        raise NoWayToTell(field="email") from None
    lines = tidy_address(told.address)
    if not email and not (lines and postcode):
        raise NoWayToTell(field="email")
    return email, lines, postcode


def _must_be_ours(whose: Customer) -> None:
    """Raises WithSomebodyAlready."""
    for row in agents.had(whose.pk):
        if not Recall.objects.filter(handover=row.id).exists():
            raise WithSomebodyAlready(name=row.name, since=row.handed_on)


def _debt(made: Handover, item: Item, pence: int, run: int) -> HandoverDebt:
    """One instalment, held from our ladder where an agent has it."""
    hold = (
        hold_from(
            made.handed_on, customer=made.customer_id, kind="with_agent", note=f"With {made.name}", run=run,
            invoice_id=item.invoice_id, invoice_number=item.reference[:16], item_id=item.pk,
        )
        if made.taker in AGENTS
        else None
    )  # fmt: skip
    return HandoverDebt(handover=made, item=item, pence=pence, hold=hold, run_id=run)
