"""request_write_off: a debt will not be paid, in whole or part; within one's limit it is written off, else somebody
else decides. Nobody outside is told, and the debt stays owed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from piperoll.authority.asking import Wanted, ask
from piperoll.customers.merging import kept_id
from piperoll.customers.models import Customer
from piperoll.customers.queries import by_reference
from piperoll.formats.attachments import Document
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.words import few_words, held
from piperoll.write_offs import checking, writing_off
from piperoll.write_offs.checking import EvidenceMissing, must_be_fit, rule_for
from piperoll.write_offs.rules import ACT, REASONS, SMALL, NotAReason, reason_must_be_one


class NothingToWriteOff(Refused):
    """{customer} owes nothing overdue{of} that is not asked to be written off already."""


class MoreThanIsOwed(Refused):
    """{wanted} is more than the {left} that could be written off."""


@dataclass(frozen=True)
class WriteOffWanted:
    """Debts to be written off: all that is overdue, or that of some `invoices`; so much of it (the longest due first)
    when `amount_pence` says so. `evidence` says where what the reason needs is kept; or `files` are it."""

    customer: str
    reason: str
    why: str
    invoices: Sequence[str] = ()
    amount_pence: int | None = None
    evidence: str = ""
    files: Sequence[Document] = ()


@dataclass(frozen=True)
class WriteOffRequested:
    """A write-off asked for: done at once (then it has a first number) or waiting. `counted_pence` chose the limit."""

    run: int
    request: int
    state: str
    write_off: int | None
    customer: str
    pence: int
    counted_pence: int
    done: str


def request_write_off(*, wanted: WriteOffWanted, on: date, at: datetime, by: Actor) -> WriteOffRequested:
    """Ask that debts be written off.

    Raises NoSuchCustomer, NotAReason, NeverForWrongCharge, WordsMissing, EvidenceMissing, NothingToWriteOff,
    MoreThanIsOwed, NoLimitCovers, and whatever `checking.must_be_fit` refuses.
    """
    by.must("request_write_off")
    reason_must_be_one(wanted.reason)
    if wanted.reason == SMALL:
        raise NotAReason(reason=SMALL, why=" for one customer: small balances go in a run", known=", ".join(REASONS))
    why = few_words(wanted.why, "why it will not be paid", longest=400)
    customer = by_reference(wanted.customer)
    account = kept_id(customer.pk)
    with running.act("request_write_off", on=on, at=at, by=by, customer=customer.pk, reason=wanted.reason) as run:
        held(account)
        rule = rule_for(wanted.reason, on)
        if rule.needs and not wanted.evidence.strip() and not wanted.files:
            raise EvidenceMissing(reason=REASONS[rule.code], needs=rule.needs, field="evidence")
        chosen = choose(wanted, account, on)
        must_be_fit([row for row, _ in chosen], rule, on)
        pence = sum(part for _, part in chosen)
        asked = ask(
            Wanted(
                ACT, _service(chosen), account, Customer.objects.get(pk=account).reference, pence,
                max(row.age_days for row, _ in chosen), wanted.reason, why, wanted.evidence.strip(), _changes(chosen),
                {"items": [[row.item_id, part] for row, part in chosen],
                 "references": {row.item_id: row.reference for row, _ in chosen}},
                wanted.files,
            ),
            run=run, at=at,
        )  # fmt: skip
        done = writing_off.do(asked.request, run=run, on=on, at=at) if asked.may_go_ahead else None
        said = f"{pounds(pence)} of {customer.reference} asked to be written off"
        run.finish(request=asked.request.pk, pence=pence, write_off=done.first if done else None, said=said)
    return WriteOffRequested(
        run.id, asked.request.pk, "approved" if done else "waiting", done.first if done else None, customer.reference,
        pence, asked.counted_pence, done.sentence if done else "",
    )  # fmt: skip


def choose(wanted: WriteOffWanted, account: int, on: date) -> list[tuple[Any, int]]:
    """The debits meant and the pence of each, the longest due first, each locked. Raises NothingToWriteOff,
    MoreThanIsOwed."""
    numbers = ["".join(number.split()).upper() for number in wanted.invoices]
    items = [row.item_id for row in checking.sql.owed(customer=account, invoices=numbers, on=on)]
    checking.hold(items)
    left = [row for row in checking.facts(items, on) if row.left_pence > 0 and (numbers or row.age_days > 0)]
    total = sum(row.left_pence for row in left)
    if not total:
        raise NothingToWriteOff(customer=wanted.customer, of=f" of {', '.join(numbers)}"[:80] if numbers else "")
    still = total if wanted.amount_pence is None else wanted.amount_pence
    if not 0 < still <= total:
        raise MoreThanIsOwed(wanted=pounds(still), left=pounds(total), field="amount")
    chosen = []
    for row in left:
        part = min(row.left_pence, still)
        if part:
            chosen.append((row, int(part)))
        still -= part
    return chosen


def _service(chosen: Sequence[tuple[Any, int]]) -> int:
    """The service whose limits decide: the one most of it is owed to."""
    owed: dict[int, int] = {}
    for row, part in chosen:
        owed[row.service_id] = owed.get(row.service_id, 0) + part
    return max(owed, key=lambda service: (owed[service], -service))


def _changes(chosen: Sequence[tuple[Any, int]]) -> list[tuple[str, str, str]]:
    """What becomes of each debt, in words, for whoever decides."""
    return [
        (f"{row.reference}, due {row.due_on:%-d %B %Y}", pounds(row.left_pence), pounds(row.left_pence - part))
        for row, part in chosen
    ]
