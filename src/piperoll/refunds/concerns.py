"""Concerns about refunds: who sees them, and finding one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from piperoll.authority.models import Request
from piperoll.customers.bank_details import key_ring
from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.refunds.models import Concern
from piperoll.refunds.rules import ACT

sql = beside(__file__)


class NoSuchRefundRequest(Refused):
    """There is no request {request} for a refund. See Refunds."""


@dataclass(frozen=True)
class Told:
    """A concern with its words, for those who are to know."""

    concern: int
    request: int
    customer: str
    name: str
    pence: int
    words: str
    raised_by: str
    raised_on: date
    settled: str
    settled_by: str
    settled_on: date | None


def request_for(request: int) -> Request:
    """A request for a refund. Raises NoSuchRefundRequest."""
    found = Request.objects.filter(pk=request, act=ACT).first()
    if found is None:
        raise NoSuchRefundRequest(request=request)
    return found


def every(by: Actor, *, most: int) -> list[Told]:
    """Concerns, those not settled first. Raises NotPermitted."""
    by.must("see_concerns")
    return [_told(row) for row in sql.concerns(most=most)]


def open_of(request: int) -> list[Concern]:
    """The concerns about a request that nobody settled."""
    return list(Concern.objects.filter(request=request, settled=None).order_by("id"))


def _told(row: Any) -> Told:
    ring = key_ring()
    settled = ring.open(bytes(row.settled)) if row.settled else ""
    return Told(
        row.id, row.request_id, row.customer, row.name, row.amount_pence, ring.open(bytes(row.sealed_words)),
        row.raised_by, row.raised_on, settled, row.settled_by or "", row.settled_on,
    )  # fmt: skip
