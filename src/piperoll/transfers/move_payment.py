"""move_payment: money placed on one account was somebody else's, or was for another invoice; within one's limit it
moves at once, else somebody else decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from piperoll.authority.asking import Asked, Wanted, ask, one_at_a_time
from piperoll.authority.models import Request
from piperoll.customers.merging import kept_id
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.words import few_words, held
from piperoll.transfers import repaying
from piperoll.transfers.places import parts, received_by, what_it_pays
from piperoll.transfers.rules import ACT, pays_words
from piperoll.transfers.transfer_credit import may_leave, reason_must_be_known, service_of


class AskedAlready(Refused):
    """Moving this payment is asked for already: request {request} waits for somebody to decide."""


class NothingToPayThere(Refused):
    """It stands on {customer} already. Say which invoice of theirs it should pay instead."""


@dataclass(frozen=True)
class MoveRequested:
    """Payments to be moved: done at once or waiting. `counted_pence` chose the limit."""

    run: int
    request: int
    state: str
    to: str
    payments: int
    pence: int
    counted_pence: int
    done: str


def move_payment(
    *, placement: int, to: str, reason: str, why: str, pays: str = "", evidence: str = "", on: date, at: datetime,
    by: Actor,
) -> MoveRequested:  # fmt: skip
    """Ask that a payment stand on another account, or pay another invoice (`pays`: its number, `oldest`, or nothing).

    Raises NoSuchCustomer, NotAReason, WordsMissing, TakenBackSince, SpentSince, AskedAlready, NothingToPayThere,
    NotToBeMoved, NotTheirInvoice, NoLimitCovers.
    """
    by.must("move_payment")
    reason_must_be_known(reason)
    why = few_words(why, "why it is moved", longest=400)
    taker, pays = received_by(to), what_it_pays(pays)
    with running.act("move_payment", on=on, at=at, by=by, placement=placement, to=taker.pk) as run:
        standing = repaying.must_stand([placement])
        if standing[0].customer_id == taker.pk and not pays:
            raise NothingToPayThere(customer=taker.reference, field="pays")
        return asked_to_move(
            standing, taker, pays, reason=reason, why=why, evidence=evidence, run=run, at=at
        )  # fmt: skip


def asked_to_move(
    standing: Sequence[Any], taker: Customer, pays: str, *, reason: str, why: str, evidence: str,
    run: running.RunInHand, at: datetime,
) -> MoveRequested:  # fmt: skip
    """Put the move of placements that stand to one customer on record, and do it when it is within the limit.

    The limit is the service's of whose account the first stands on. Raises as `move_payment`.
    """
    pence, placements = sum(int(row.amount_pence) for row in standing), [int(row.id) for row in standing]
    one_at_a_time(ACT, "payments")
    _must_not_wait(placements)
    givers = may_all_leave(standing, run.effective_on)
    if not any(row.customer_id == taker.pk for row in standing):
        parts(taker.pk, pays, pence)
    asked = _ask(standing, givers[0], taker, pays, reason, why, evidence, run, at)
    done = repaying.move(asked.request, run=run, at=at).sentence if asked.may_go_ahead else ""
    run.finish(
        request=asked.request.pk, pence=pence, payments=len(placements),
        said=f"{pounds(pence)} to be moved to {taker.reference}",
    )  # fmt: skip
    return MoveRequested(
        run.id, asked.request.pk, "approved" if done else "waiting", taker.reference, len(placements), pence,
        asked.counted_pence, done,
    )  # fmt: skip


def may_all_leave(standing: Sequence[Any], on: date) -> list[int]:
    """The customers whose accounts some placements stand on, each locked. Raises NotToBeMoved."""
    givers = sorted({kept_id(row.customer_id) for row in standing})
    for giver in givers:
        held(giver)
        may_leave(giver, on)
    return givers


def _ask(
    standing: Sequence[Any], giver: int, taker: Customer, pays: str, reason: str, why: str, evidence: str,
    run: running.RunInHand, at: datetime,
) -> Asked:  # fmt: skip
    pence = sum(int(row.amount_pence) for row in standing)
    from_words = [
        (f"Receipt {row.reference}", "", f"{pounds(row.amount_pence)}, came {row.received_on:%-d %B %Y}")
        for row in standing[:20]
    ]
    more = [("And", "", f"{len(standing) - 20:,} payments more")] if len(standing) > 20 else []
    return ask(
        Wanted(
            ACT, service_of(giver, run.effective_on), giver, Customer.objects.get(pk=giver).reference, pence, 0, reason,
            why, evidence.strip(),
            [("Moved to", "", taker.reference), ("What it does there", "", pays_words(pays)), *from_words, *more],
            {"what": "payments", "placements": [int(row.id) for row in standing], "to": taker.pk, "pays": pays},
        ),
        run=run, at=at,
    )  # fmt: skip


def _must_not_wait(placements: Sequence[int]) -> None:
    waiting = Request.objects.filter(
        act=ACT, standing__state__in=["waiting", "returned"], details__what="payments"
    ).values_list("pk", "details")
    for request, told in waiting:
        if set(told["placements"]) & set(placements):
            raise AskedAlready(request=request)
