"""Whoever acts for a customer is a person of their own, with proof somebody saw and a scope that ends where law does."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from piperoll.customers.choose_delivery import NoSuchChoice
from piperoll.customers.queries import NoSuchCustomer
from piperoll.foundations.actors import Actor
from piperoll.safeguards.add_representative import (
    ActsAlready,
    AddressNeeded,
    EmailNeeded,
    EndsBeforeItBegins,
    InformalIsNotBilled,
    NoScope,
    NoSuchKind,
)
from piperoll.safeguards.models import Representative
from piperoll.safeguards.raise_flag import DayAhead
from piperoll.safeguards.words import WordsMissing
from safeguards.people import represent, somebody
from the_day import MONDAY


def test_the_proof_is_kept_with_who_saw_it(manager: Actor) -> None:
    number = represent(manager, somebody(manager), "deputy", proof="Court of Protection order 1399")
    row = Representative.objects.get(pk=number)
    assert (row.proof, row.proof_seen_by, row.proof_seen_on) == (
        "Court of Protection order 1399",
        manager.username,
        MONDAY,
    )


@pytest.mark.parametrize(
    ("kind", "facts", "refusal"),
    [
        ("uncle", {}, NoSuchKind),
        ("deputy", {"may_be_told": False, "is_billed": False}, NoScope),
        ("informal", {"is_billed": True}, InformalIsNotBilled),
        ("deputy", {"proof": ""}, WordsMissing),
        ("deputy", {"proof_seen_on": MONDAY + timedelta(days=1)}, DayAhead),
        ("deputy", {"until": MONDAY - timedelta(days=1)}, EndsBeforeItBegins),
        ("deputy", {"postcode": "NOWHERE"}, AddressNeeded),
        ("deputy", {"address": " "}, AddressNeeded),
        ("deputy", {"by_email": True}, EmailNeeded),
        ("deputy", {"format": "parchment"}, NoSuchChoice),
    ],
)
def test_what_makes_no_sense_is_refused(manager: Actor, kind: str, facts: dict[str, Any], refusal: type) -> None:
    customer = somebody(manager)
    with pytest.raises(refusal):
        represent(manager, customer, kind, **facts)
    assert not Representative.objects.exists()


def test_twice_is_said_so_and_nobody_has_none(manager: Actor) -> None:
    customer = somebody(manager)
    represent(manager, customer, "deputy")
    with pytest.raises(ActsAlready):
        represent(manager, customer, "deputy", "mr piers quill")
    with pytest.raises(NoSuchCustomer):
        represent(manager, 404, "deputy")
