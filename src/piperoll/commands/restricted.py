"""Restricted records on the command line: seen only by those with leave, and named in no list that asks for nobody."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import Any

from piperoll.authority.sign_in import actor_for
from piperoll.commands.asking import now, today
from piperoll.config import signed_in
from piperoll.customers.models import Customer
from piperoll.customers.queries import by_reference
from piperoll.foundations.actors import Actor
from piperoll.safeguards.seeing import every_hidden, every_restricted, is_restricted, look, unnamed


def named(
    rows: Iterable[Any], *, by: Actor | None = None, reference: str = "customer_reference", **instead: str
) -> list[Any]:
    """Rows of a list, those whose records are restricted named to those with leave alone; to nobody, if no one asks."""
    hidden = every_hidden(on=today(), by=by) if by else every_restricted(on=today())
    return unnamed(rows, hidden, reference=reference, **instead)


def to_see(options: argparse.Namespace) -> Customer:
    """The customer whose reference was typed; a restricted one only for whoever signed in, if they have leave.

    Raises NoSuchCustomer, RecordRestricted, and says to sign in where nobody has.
    """
    customer = by_reference(options.customer)
    if is_restricted(customer, today()):
        by = getattr(options, "by", None) or actor_for(signed_in.who(None, council=options.council, at=now()))
        look(customer, place="the command line", on=today(), at=now(), by=by)
    return customer
