"""The safeguards of refunds, asked of the books for many at once; what they come to is decided in rules.py."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from piperoll.authority.models import Request
from piperoll.council.figures import figure
from piperoll.council.models import Holiday
from piperoll.database.statements import beside
from piperoll.foundations.calendar import working_days_after
from piperoll.foundations.refusals import Refused
from piperoll.refunds.models import PayeeAccount, Refund
from piperoll.refunds.payees import cooled_from
from piperoll.refunds.rules import Check, Facts, checks, stopped
from piperoll.safeguards.models import Representative

sql = beside(__file__)
LOOKED_BACK_DAYS = 60
"""How far back money may still be uncleared: longer than any figure allows."""


class NotToBeRefunded(Refused):
    """It cannot be refunded: {why} Nothing was changed."""


@dataclass(frozen=True)
class Subject:
    """A refund as it is asked about: before it is asked for, while it waits, or approved.

    `account` is the customer whose account all of theirs are read as.
    """

    account: int
    amount_pence: int
    credits: tuple[int, ...]
    method: str
    payee: PayeeAccount | None
    representative: int | None = None
    not_set_off: str = ""
    request: int | None = None

    @classmethod
    def of_request(cls, request: Request) -> Subject:
        """The refund that a request asks for."""
        told = request.details
        assert request.customer_id is not None
        payee = PayeeAccount.objects.get(pk=told["payee"]) if told["payee"] else None
        return cls(
            request.customer_id, request.amount_pence, tuple(item for item, _ in told["credits"]), told["method"],
            payee,
            told["representative"], told["not_set_off"], request.pk,
        )  # fmt: skip


def checks_of(subjects: Sequence[Subject], on: date) -> list[list[Check]]:
    """Every safeguard of each refund, in order, as they stand on a day."""
    holidays = set(Holiday.objects.values_list("on", flat=True))
    rows = sql.facts(
        subjects=json.dumps(
            [
                {
                    "place": place, "account": one.account, "credits": list(one.credits), "request": one.request or 0,
                    "payee": one.payee.pk if one.payee else 0,
                }
                for place, one in enumerate(subjects)
            ]
        ),
        on=on, back=LOOKED_BACK_DAYS,
    )  # fmt: skip
    return [checks(_facts(one, row, on, holidays), on) for one, row in zip(subjects, rows, strict=True)]


def must_hold(subject: Subject, on: date) -> list[Check]:
    """The safeguards of one refund, none of which forbids it. Raises NotToBeRefunded."""
    (found,) = checks_of([subject], on)
    if no := stopped(found):
        raise NotToBeRefunded(why=" ".join(one.words for one in no), rule=no[0].name)
    return found


def checks_of_refunds(refunds: Sequence[Refund], on: date) -> list[list[Check]]:
    """The safeguards of approved refunds."""
    return checks_of([Subject.of_request(one.request) for one in refunds], on)


def _facts(subject: Subject, row: Any, on: date, holidays: set[date]) -> Facts:
    payee = subject.payee
    uncleared, cleared_on = _uncleared(row, on, holidays)
    is_told = payee is not None and payee.origin == "told"
    return Facts(
        method=subject.method, amount_pence=subject.amount_pence, bar=row.bar or "", must_act=row.must_act or "",
        acts=_acting(subject, on), is_theirs=_is_theirs(subject),
        claim=row.claim, refunded_before=row.refunded_before or "",
        overdue_pence=row.overdue_pence, set_off_bar=row.set_off_bar or "", not_set_off=subject.not_set_off,
        uncleared=uncleared, cleared_on=cleared_on, origin=payee.origin if payee else "",
        last_four=payee.last_four if payee else "", bank_check=payee.verdict if payee else "", by_card=row.by_card,
        dispute=row.dispute or "",
        checked=payee.checked if payee else "",
        cooled_on=working_days_after(cooled_from(payee), int(figure("refund_cooling_days", on)), holidays)
        if is_told and payee
        else None,
        others=row.others, moved=row.moved or "", moved_source_known=row.moved_source_known,
        moved_to_source=row.moved_to_source, earlier_many=row.earlier_many, earlier_pence=row.earlier_pence,
    )  # fmt: skip


def _uncleared(row: Any, on: date, holidays: set[date]) -> tuple[str, date | None]:
    """What of the account's money clears last, and when."""
    found = []
    if row.collected_on:
        days = int(figure("provisional_days", on))
        found.append(("The last Direct Debit", working_days_after(row.collected_on, days, holidays)))
    if row.cheque_on:
        days = int(figure("cheque_clearing_days", on))
        found.append(("The last cheque", working_days_after(row.cheque_on, days, holidays)))
    return max(found, key=lambda one: one[1]) if found else ("", None)


def _is_theirs(subject: Subject) -> bool:
    """Whether it goes to details that whoever acts for the customer gave, or to a cheque in their name; a card is the
    customer's own."""
    payee = subject.payee
    if subject.method == "card":
        return False
    return payee is None or (payee.origin == "told" and payee.representative_id == subject.representative)


def _acting(subject: Subject, on: date) -> str:
    """Whoever is paid for the customer, with the proof we saw; nothing when they do not act that day."""
    if subject.representative is None:
        return ""
    found = Representative.objects.filter(pk=subject.representative).first()
    if found is None or not sql.acts(representative=found.pk, account=subject.account, on=on):
        return ""
    kind = found.get_kind_display().lower()
    return f"{found.name}, {kind}: {found.proof}, seen {found.proof_seen_on:%-d %B %Y}"
