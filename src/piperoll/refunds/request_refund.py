"""request_refund: credit on a customer's account is to be paid back; within one's limit it is approved at once, else
somebody else decides. The money goes back where it came from unless somebody says why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
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
from piperoll.refunds import paying
from piperoll.refunds.checking import Subject, must_hold
from piperoll.refunds.models import PayeeAccount
from piperoll.refunds.payees import Told, payee_for, sources_of
from piperoll.refunds.rules import ACT, METHODS, ORIGINS, REASONS
from piperoll.runs import running
from piperoll.safeguards.models import Representative
from piperoll.safeguards.words import few_words, held

sql = beside(__file__)


class NotAReason(Refused):
    """{reason!r} is no reason for a refund. There are {known}."""


class NotAMethod(Refused):
    """A refund is paid by {known}, not {method!r}."""


class NothingToRefund(Refused):
    """There is no credit on this account that could be paid back{where}. What is asked for already, or was refunded
    before, does not count."""


class NotPaidByCard(Refused):
    """No credit that could be paid back{where} came by card: choose another way to pay it."""


class MoreThanTheCredit(Refused):
    """{wanted} is more than the {left} of credit that can be paid back: nothing was asked for."""


@dataclass(frozen=True)
class RefundWanted:
    """What is to be paid back: all the credit there is, unless `amount_pence` or one `receipt` says how much of it.

    `not_set_off` says why what is overdue is not paid with it first; `representative` who is paid for the customer.
    """

    customer: str
    reason: str
    why: str
    amount_pence: int | None = None
    receipt: str = ""
    method: str = "bacs"
    to: Told = field(default_factory=Told)
    representative: int | None = None
    not_set_off: str = ""
    evidence: str = ""
    files: Sequence[Document] = ()


@dataclass(frozen=True)
class RefundRequested:
    """A refund asked for: approved at once (then it has a number) or waiting. `counted_pence` chose the limit."""

    run: int
    request: int
    state: str
    refund: int | None
    customer: str
    pence: int
    counted_pence: int
    paid_to: str


def request_refund(*, wanted: RefundWanted, on: date, at: datetime, by: Actor) -> RefundRequested:
    """Ask that credit on an account be paid back.

    By card, it is credit of one card payment: of the receipt named, else of the oldest. Raises NoSuchCustomer,
    NotAReason, NotAMethod, WordsMissing, NothingToRefund, NotPaidByCard, MoreThanTheCredit, NotToBeRefunded,
    NoLimitCovers, and whatever `payees.payee_for` refuses.
    """
    by.must("request_refund")
    if wanted.reason not in REASONS:
        raise NotAReason(reason=wanted.reason[:40], known=", ".join(REASONS), field="reason")
    if wanted.method not in METHODS:
        raise NotAMethod(method=wanted.method[:40], known=" or ".join(METHODS), field="method")
    why = few_words(wanted.why, "why it is to be paid back", longest=400)
    holder = by_reference(wanted.customer)
    account = kept_id(holder.pk)
    with running.act("request_refund", on=on, at=at, by=by, customer=holder.pk, reason=wanted.reason) as run:
        held(account)
        standing = left(holder.pk, on)
        card_payment, standing = _of_a_card(wanted, standing) if wanted.method == "card" else (None, standing)
        credits = _take(wanted, standing)
        pence, items = sum(part for _, part in credits), [item for item, _ in credits]
        payee = _payee(wanted, holder, items, run, on)
        not_set_off = few_words(wanted.not_set_off, "why nothing is set off", needed=False)
        subject = Subject(
            account, pence, tuple(items), wanted.method, payee, wanted.representative, not_set_off
        )  # fmt: skip
        must_hold(subject, on)
        name = _payable_to(wanted, holder)
        asked = ask(
            Wanted(
                ACT, service_of(account, on), account, Customer.objects.get(pk=account).reference, pence, 0,
                wanted.reason, why, wanted.evidence.strip(), _changes(wanted, credits, payee, name, on),
                {
                    "account": holder.pk, "credits": [list(one) for one in credits], "method": wanted.method,
                    "payee": payee.pk if payee else None, "payable_to": name,
                    "representative": wanted.representative, "not_set_off": not_set_off, "card_payment": card_payment,
                },
                wanted.files,
            ),
            run=run, at=at,
        )  # fmt: skip
        made = paying.pay_back(asked.request, run=run, on=on, at=at) if asked.may_go_ahead else None
        run.finish(
            request=asked.request.pk, pence=pence, refund=made.refund if made else None,
            said=f"Refund of {pounds(pence)} asked for",
        )  # fmt: skip
    return RefundRequested(
        run.id, asked.request.pk, "approved" if made else "waiting", made.refund if made else None, holder.reference,
        pence, asked.counted_pence, paid_to(payee, name, wanted.method),
    )  # fmt: skip


def left(customer: int, on: date) -> list[Any]:
    """The credits of an account that may be paid back, the oldest first, each locked, with what is left of it."""
    return [row for row in sql.credits(customer=customer, on=on) if row.left_pence > 0]


def service_of(account: int, on: date) -> int:
    """The service whose limits decide about a customer's credit: the one that billed them last."""
    return int(sql.service(account=account, on=on)[0].service_id)


def by_card(credits: Sequence[Any]) -> dict[int, int]:
    """Credit item → the card payment it came by; those that came otherwise are left out."""
    return {row.item_id: row.payment_id for row in sql.by_card(items=[one.item_id for one in credits])}


def paid_to(payee: PayeeAccount | None, name: str, method: str) -> str:
    """Where a refund goes, in words."""
    if method == "card":
        return "the card it was paid with"
    return f"••••{payee.last_four}, {name}" if payee else f"a cheque to {name}"


def _of_a_card(wanted: RefundWanted, credits: Sequence[Any]) -> tuple[int, list[Any]]:
    """The card payment whose credit is paid back, and what of the credit is its."""
    receipt = wanted.receipt.strip().upper()
    known = by_card(credits)
    fit = [one for one in credits if one.item_id in known and receipt in ("", one.reference.upper())]
    if not fit:
        raise NotPaidByCard(where=f" from {receipt[:24]}" if receipt else "", field="method")
    payment = known[fit[0].item_id]
    return payment, [one for one in fit if known[one.item_id] == payment]


def _take(wanted: RefundWanted, credits: Sequence[Any]) -> list[tuple[int, int]]:
    """So much of each credit, the oldest first."""
    receipt = wanted.receipt.strip().upper()
    fit = [one for one in credits if not receipt or one.reference.upper() == receipt]
    total = sum(one.left_pence for one in fit)
    if not total:
        raise NothingToRefund(where=f" from {receipt[:24]}" if receipt else "")
    still = total if wanted.amount_pence is None else wanted.amount_pence
    if not 0 < still <= total:
        raise MoreThanTheCredit(wanted=pounds(still), left=pounds(total), field="amount")
    parts = []
    for one in fit:
        part = min(one.left_pence, still)
        if part:
            parts.append((int(one.item_id), int(part)))
        still -= part
    return parts


def _payee(
    wanted: RefundWanted, holder: Customer, items: Sequence[int], run: running.RunInHand, on: date
) -> PayeeAccount | None:
    if wanted.method != "bacs":
        return None
    sources = sources_of(holder, items, on)
    return payee_for(wanted.to, holder, sources, representative=wanted.representative, run=run)


def _payable_to(wanted: RefundWanted, holder: Customer) -> str:
    acting = Representative.objects.filter(pk=wanted.representative or 0).first()
    return acting.name if acting else holder.name


def _changes(
    wanted: RefundWanted, credits: Sequence[tuple[int, int]], payee: PayeeAccount | None, name: str, on: date
) -> list[tuple[str, str, str]]:
    """What is asked for, in words, for whoever decides."""
    said = [("Paid to", "", f"{name}, by {METHODS[wanted.method]}")]
    if payee:
        said.append(("Account", "", f"••••{payee.last_four}. {ORIGINS[payee.origin]}"))
        said.append(("Bank account check", "", f"{payee.verdict.capitalize()}: {payee.why}"))
        if payee.checked:
            said.append(("How the details were checked", "", payee.checked))
    for row in sql.named(items=[item for item, _ in credits]):
        said.append(
            (f"From {row.reference}", "", f"{pounds(dict(credits)[row.id])}, came {row.effective_on:%-d %B %Y}")
        )
    return said
