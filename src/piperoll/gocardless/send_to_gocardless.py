"""send_to_gocardless: mandates that wait are made and cancelled there, released collections become payments.

Each answer is kept at once, in a transaction of its own: GoCardless is slow beside it. A process that dies between the
two asks again with the same key, and is given what was made.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from piperoll.bacs.rules import reference_of
from piperoll.bacs.taking_back import Ending, take_back
from piperoll.database.statements import beside
from piperoll.direct_debit import bank_details, lodging
from piperoll.direct_debit.models import MandateAccount
from piperoll.direct_debit.moving import move, states_of
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Rejection
from piperoll.gocardless.client import Gocardless, GocardlessAway, NotTaken
from piperoll.gocardless.models import GocardlessMandate
from piperoll.gocardless.rules import payer_of
from piperoll.runs import running
from piperoll.runs.running import RunInHand

sql = beside(__file__)


@dataclass(frozen=True)
class Sent:
    """Mandates made and cancelled, payments made and their pence; what GoCardless refused is listed with the run.

    `away` says why it could not be asked for the rest, which waits.
    """

    run: int
    mandates: int
    cancelled: int
    payments: int
    pence: int
    refused: int
    away: str = ""


def send_to_gocardless(*, on: date, at: datetime, by: Actor) -> Sent:
    """Send GoCardless all that waits for it. Raises NoToken, StillWorking."""
    by.must("send_to_gocardless")
    there = Gocardless()
    done: Counter[str] = Counter()
    with running.start("send_to_gocardless", on=on, at=at, by=by) as run:
        away = _all(there, run, done)
        sent = Sent(
            run.id, done["mandates"], done["cancelled"], done["payments"], done["pence"], done["refused"], away
        )  # fmt: skip
        run.finish(**{name: value for name, value in asdict(sent).items() if name != "run"})
    return sent


def _all(there: Gocardless, run: RunInHand, done: Counter[str]) -> str:
    """Everything that waits, or until GoCardless cannot be asked any more: then why."""
    try:
        for row in sql.instructions():
            (_cancel if row.code == lodging.CANCEL else _make)(there, row, run, done)
        for row in sql.collections():
            _pay(there, row, run, done)
    except GocardlessAway as fault:
        return fault.sentence
    return ""


def _make(there: Gocardless, row: Any, run: RunInHand, done: Counter[str]) -> None:
    """A mandate made there for a payer's account; refused, it is rejected here with GoCardless's words."""
    account = MandateAccount.objects.select_related("mandate", "mandate__customer").get(pk=row.account_id)
    mandate, opened = account.mandate, bank_details.opened(account)
    try:
        made = there.make_mandate(
            f"{mandate.reference}-{account.pk}", channel=mandate.channel, reference=mandate.reference,
            payer=payer_of(mandate.payer_name, mandate.customer.kind),
            account={
                "account_number": opened.number, "branch_code": opened.sort_code, "account_holder_name": opened.name
            },
        )  # fmt: skip
    except NotTaken as fault:
        _reject(mandate.pk, f"GoCardless refused it: {fault}", run, done)
        return
    with transaction.atomic():
        state = states_of([mandate.pk])[mandate.pk]
        _, is_new = GocardlessMandate.objects.get_or_create(
            gocardless_id=made.id, defaults={"mandate": mandate, "account": account, "run_id": run.id}
        )
        if sql.file(lodgement=row.id, gocardless_id=made.id, on=run.effective_on, run=run.id):
            first = date.fromisoformat(made.next_possible_charge_date) if made.next_possible_charge_date else None
            if state == "set_up":
                move(
                    [mandate.pk], "lodge", state, run=run.id, on=run.effective_on, at=run.at, may_collect_from=first,
                    reasons=[f"GoCardless made mandate {made.id}"],
                )  # fmt: skip
            done["mandates"] += 1
        elif is_new:  # withdrawn while GoCardless made it
            lodging.ask(account, lodging.CANCEL, run=run.id, on=run.effective_on)


def _reject(mandate: int, why: str, run: RunInHand, done: Counter[str]) -> None:
    with transaction.atomic():
        if states_of([mandate])[mandate] != "set_up":
            return
        told: dict[str, Any] = {"run": run.id, "on": run.effective_on, "at": run.at}
        lodging.withdraw(mandate, (lodging.NEW,), run=run.id, on=run.effective_on)
        move([mandate], "lodge", "set_up", reasons=["Sent to GoCardless"], **told)
        move([mandate], "reject", "lodging", reasons=[why[:200]], **told)
        run.reject([(Rejection(mandate, "mandate", str(mandate), why), {})])
        done["refused"] += 1


def _cancel(there: Gocardless, row: Any, run: RunInHand, done: Counter[str]) -> None:
    """A mandate there that is not to be used any more."""
    there.cancel_mandate(row.gocardless_id)
    with transaction.atomic():
        sent = sql.file(lodgement=row.id, gocardless_id=row.gocardless_id, on=run.effective_on, run=run.id)
    done["cancelled"] += len(sent)


def _pay(there: Gocardless, row: Any, run: RunInHand, done: Counter[str]) -> None:
    """A payment for a collection; refused, what it would have paid is owed again."""
    named = reference_of(row.id)
    try:
        made = there.make_payment(
            f"{row.reference}-{named}", mandate=row.gocardless_id, pence=row.amount_pence, charge_on=row.collect_on,
            named=named,
        )  # fmt: skip
    except NotTaken as fault:
        why = f"GoCardless refused it: {fault}"
        with transaction.atomic():
            back = take_back([Ending(row.id, "reject", "", why, run.effective_on)], run=run.id, at=run.at)
            if back.collections:
                run.reject([(Rejection(row.id, "collection", named, why), {})])
                done["refused"] += 1
        return
    kept = sql.keep_payment(
        gocardless_id=made.id, collection=row.id, charge_on=date.fromisoformat(made.charge_date), run=run.id
    )
    done["payments"] += len(kept)
    done["pence"] += row.amount_pence * len(kept)
