"""Anytown's post: cheques opened and paid in with a slip, one placed at once, and one that will come back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from piperoll.anytown.outcome import Outcome
from piperoll.foundations.actors import Actor
from piperoll.receipting.place_receipt import place_receipt
from piperoll.receivables.models import Item
from piperoll.takings.bank_cheques import bank_cheques
from piperoll.takings.models import BankedTaking, Banking, Unpaid
from piperoll.takings.return_unpaid import return_unpaid
from piperoll.takings.rules import Cheque

STEPS = 2
CHEQUES, SLIP = 4, "500481"


def steps(*, on: date, at: datetime, team: dict[str, Actor]) -> Iterator[Outcome]:
    """Pay the post's cheques in, then hear that one came back. Done before, they change nothing."""
    officer = team["officer"]
    yield _pay_in(on, at, officer)
    yield _come_back(on, at, officer)


def _pay_in(on: date, at: datetime, by: Actor) -> Outcome:
    banking = Banking.objects.filter(slip=SLIP).first()
    already = banking is not None
    if banking is None:
        owed = _owed()
        cheques = [
            Cheque(item.balance.open_pence, item.customer.name.upper()[:40], f"{100_101 + place}", item.reference)
            for place, item in enumerate(owed)
        ]  # fmt: skip
        total = sum(cheque.amount_pence for cheque in cheques)
        made = bank_cheques(
            bank_account="MAIN", slip=SLIP, total_pence=total, cheques=cheques, on=on, at=at, by=by
        )  # fmt: skip
        for receipt, item in zip(made.receipts[:2], owed[:2], strict=True):
            place_receipt(
                receipt=receipt, customer=item.customer_id, allocations={item.pk: item.balance.open_pence},
                reason="the invoice’s number is on the back", on=on, at=at, by=by,
            )  # fmt: skip
        banking = Banking.objects.get(pk=made.banking)
    return Outcome(
        "day", "Pay cheques in", banking.run_id, banking.takings, banking.takings, "cheques", 0, banking.amount_pence,
        already,
    )  # fmt: skip


def _come_back(on: date, at: datetime, by: Actor) -> Outcome:
    """The first cheque was drawn on an account without the money."""
    back = Unpaid.objects.first()
    already = back is not None
    if back is None:
        first = BankedTaking.objects.filter(banking__slip=SLIP).order_by("taking").values_list("taking", flat=True)[0]
        return_unpaid(receipt=first, reason="Refer to drawer", on=on, at=at, by=by)
        back = Unpaid.objects.get(taking=first)
    return Outcome("day", "A cheque comes back", back.run_id, 1, 1, "cheques", 0, back.amount_pence, already)


def _owed() -> list[Item]:
    """The last things owed, one a customer: what no Direct Debit, letter or bank line of the day is about."""
    items = Item.objects.filter(kind="instalment", balance__open_pence__gt=0, service__code="LIC")
    found: dict[int, Item] = {}
    for item in items.select_related("balance", "customer").order_by("-id")[: 50 * CHEQUES]:
        found.setdefault(item.customer_id, item)
    return list(found.values())[:CHEQUES]
