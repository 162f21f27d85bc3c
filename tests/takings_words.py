"""The words tests use to pay in, and to have the bank show it."""

from __future__ import annotations

from typing import Any

from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pence_from_pounds
from piperoll.receipting.models import Suspense
from piperoll.takings.bank_cheques import ChequesBanked, bank_cheques
from piperoll.takings.rules import Cheque
from the_day import MONDAY, MORNING


def cheque(pounds: str, drawer: str = "A B Sample", number: str = "", reference: str = "") -> Cheque:
    """A cheque as it is entered."""
    return Cheque(pence_from_pounds(pounds), drawer, number, reference)


def pay_in(by: Actor, *cheques: Cheque, slip: str = "500123", **more: Any) -> ChequesBanked:
    """Pay cheques in with a slip whose total is right."""
    total = sum(one.amount_pence for one in cheques)
    given = {"bank_account": "MAIN", "total_pence": total, "on": MONDAY, "at": MORNING} | more
    return bank_cheques(slip=slip, cheques=cheques, by=by, **given)


def states() -> list[tuple[str, int]]:
    """(state, open pence) of every receipt, the first first."""
    return list(Suspense.objects.order_by("receipt").values_list("state", "open_pence"))
