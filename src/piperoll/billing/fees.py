"""The register of fees and charges, asked for a day: what a service charges, and for whom it is less."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from piperoll.billing.models import Fee
from piperoll.foundations.refusals import Refused


class NoSuchFee(Refused):
    """{service} has no fee {code}{concession} on {on:%-d %B %Y}. See the fees of that day, or give a price."""


def in_force(on: date, *, service: str = "") -> QuerySet[Fee]:
    """Every fee that holds on a day, of one service or of all."""
    found = Fee.objects.filter(valid_from__lte=on).filter(Q(valid_to=None) | Q(valid_to__gte=on))
    found = found.filter(service__is_active=True).select_related("service", "account")
    return found.filter(service__code=service) if service else found


def fee_on(on: date, *, service: str, code: str, concession: str = "") -> Fee:
    """The fee that holds on a day. Raises NoSuchFee: a day without cover is an error, never the latest."""
    found = in_force(on, service=service).filter(code=code.strip().upper(), concession=concession.strip().upper())
    fee = found.first()
    if fee is None:
        of = f" for {concession}" if concession else ""
        raise NoSuchFee(service=service, code=code, concession=of, on=on)
    return fee


def history(service: str, code: str) -> list[Any]:
    """Every price a fee ever had, with its concessions, the newest first."""
    return list(
        Fee.objects.filter(service__code=service, code=code)
        .select_related("service", "account")
        .order_by("concession", "-valid_from")
    )
