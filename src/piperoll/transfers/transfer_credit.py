"""transfer_credit: credit of one customer is to be another's; within one's limit it moves at once, else somebody else
decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from piperoll.authority.asking import Wanted, ask
from piperoll.customers.merging import kept_id
from piperoll.customers.models import Customer
from piperoll.customers.queries import by_reference
from piperoll.database.statements import beside
from piperoll.formats.attachments import Document
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.answers import may_i
from piperoll.safeguards.words import few_words, held
from piperoll.transfers import moving
from piperoll.transfers.places import parts, received_by, what_it_pays
from piperoll.transfers.rules import ACT, REASONS, pays_words

sql = beside(__file__)


class NotAReason(Refused):
    """{reason!r} is no reason for moving money. There are {known}."""


class NothingToMove(Refused):
    """There is no credit on this account that could be moved. What is asked to be moved or paid back already does not
    count."""


class MoreThanTheCredit(Refused):
    """{wanted} is more than the {left} of credit that can be moved: nothing was asked for."""


class SameAccount(Refused):
    """{customer} is the account the money stands on already. Say whose it is."""


class NotToBeMoved(Refused):
    """Credit may not leave this account today: {reasons} Nothing was changed."""


@dataclass(frozen=True)
class TransferWanted:
    """Credit to be moved: all there is unless `amount_pence` says how much; `pays` is an invoice of the other's,
    `oldest`, or nothing (it stays credit)."""

    customer: str
    to: str
    reason: str
    why: str
    amount_pence: int | None = None
    pays: str = ""
    evidence: str = ""
    files: Sequence[Document] = ()


@dataclass(frozen=True)
class TransferRequested:
    """A transfer asked for: moved at once (then it has a number) or waiting. `counted_pence` chose the limit."""

    run: int
    request: int
    state: str
    transfer: int | None
    customer: str
    to: str
    pence: int
    counted_pence: int
    done: str


def transfer_credit(*, wanted: TransferWanted, on: date, at: datetime, by: Actor) -> TransferRequested:
    """Ask that credit on an account become another customer's.

    Raises NoSuchCustomer, NotAReason, WordsMissing, SameAccount, NothingToMove, MoreThanTheCredit, NotToBeMoved,
    NotTheirInvoice, NoLimitCovers.
    """
    by.must("transfer_credit")
    reason_must_be_known(wanted.reason)
    why = few_words(wanted.why, "why it is moved", longest=400)
    giver, taker, pays = by_reference(wanted.customer), received_by(wanted.to), what_it_pays(wanted.pays)
    account = kept_id(giver.pk)
    if taker.pk == account:
        raise SameAccount(customer=taker.reference, field="to")
    with running.act("transfer_credit", on=on, at=at, by=by, customer=giver.pk, to=taker.pk) as run:
        held(account)
        may_leave(account, on)
        credits = _take(wanted, left(giver.pk, on))
        pence = sum(part for _, part in credits)
        parts(taker.pk, pays, pence)
        asked = ask(
            Wanted(
                ACT, service_of(account, on), account, Customer.objects.get(pk=account).reference, pence, 0,
                wanted.reason, why, wanted.evidence.strip(), _changes(taker, credits, pays),
                {"what": "credit", "account": giver.pk, "credits": [list(one) for one in credits], "to": taker.pk,
                 "pays": pays},
                wanted.files,
            ),
            run=run, at=at,
        )  # fmt: skip
        made = moving.move(asked.request, run=run, on=on, at=at) if asked.may_go_ahead else None
        said = f"{pounds(pence)} to be moved from {giver.reference} to {taker.reference}"
        run.finish(request=asked.request.pk, pence=pence, transfer=made.transfer if made else None, said=said)
    return TransferRequested(
        run.id, asked.request.pk, "approved" if made else "waiting", made.transfer if made else None, giver.reference,
        taker.reference, pence, asked.counted_pence, made.sentence if made else "",
    )  # fmt: skip


def left(customer: int, on: date) -> list[Any]:
    """The credits of an account that may be moved, the oldest first, each locked, with what is left of it."""
    return [row for row in sql.credits(customer=customer, on=on) if row.left_pence > 0]


def service_of(account: int, on: date) -> int:
    """The service whose limits decide about a customer's money: the one that billed them last."""
    return int(sql.service(account=account, on=on)[0].service_id)


def reason_must_be_known(reason: str) -> None:
    """Raises NotAReason."""
    if reason not in REASONS:
        raise NotAReason(reason=reason[:40], known=", ".join(REASONS), field="reason")


def may_leave(account: int, on: date) -> None:
    """Whether money of a customer may leave their account that day. Raises NotToBeMoved."""
    answer = may_i("set_off", account, on)
    if not answer.allowed:
        raise NotToBeMoved(reasons=" ".join(answer.reasons))


def _take(wanted: TransferWanted, credits: Sequence[Any]) -> list[tuple[int, int]]:
    """So much of each credit, the oldest first."""
    total = sum(one.left_pence for one in credits)
    if not total:
        raise NothingToMove()
    still = total if wanted.amount_pence is None else wanted.amount_pence
    if not 0 < still <= total:
        raise MoreThanTheCredit(wanted=pounds(still), left=pounds(total), field="amount")
    taken = []
    for one in credits:
        part = min(one.left_pence, still)
        if part:
            taken.append((int(one.item_id), int(part)))
        still -= part
    return taken


def _changes(taker: Customer, credits: Sequence[tuple[int, int]], pays: str) -> list[tuple[str, str, str]]:
    """What is asked for, in words, for whoever decides."""
    said = [("Moved to", "", taker.reference), ("What it does there", "", pays_words(pays))]
    for row in sql.named(items=[item for item, _ in credits]):
        said.append(
            (f"From {row.reference}", "", f"{pounds(dict(credits)[row.id])}, came {row.effective_on:%-d %B %Y}")
        )
    return said
