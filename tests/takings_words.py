"""The words tests use to pay in, and to have the bank show it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from piperoll.formats.payment_layouts import FIRST
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pence_from_pounds
from piperoll.receipting.models import Suspense
from piperoll.reconciliation.check_books import check_books
from piperoll.takings.bank_cheques import ChequesBanked, bank_cheques
from piperoll.takings.cash_up import CashedUp, cash_up
from piperoll.takings.rules import Cheque
from piperoll.takings.take_cash import take_cash
from piperoll.takings.write_file_profile import ProfileWritten, write_file_profile
from the_day import MONDAY, MORNING

RIGHT = {20_00: 2, 10_00: 1, 50: 3}
SHORT = {20_00: 2, 10_00: 1, 50: 1}


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


def take(by: Actor, **more: Any) -> Any:
    """A pound over the counter, unless told otherwise."""
    given = {"till": "HALL-1", "amount_pence": 1_00, "bank_account": "MAIN", "on": MONDAY, "at": MORNING, "by": by}
    return take_cash(**(given | more))


def counted(by: Actor, counts: dict[int, int] = RIGHT, **more: Any) -> CashedUp:
    """Count the first till."""
    given = {"till": "HALL-1", "bank_account": "MAIN", "slip": "600017", "on": MONDAY, "at": MORNING, "by": by}
    return cash_up(**(given | {"counted": counts} | more))  # type: ignore[arg-type]


def over_and_short() -> int:
    """Pence on the account: below nought is short."""
    (control,) = [one for one in check_books().controls if one.name == "Cash over and short"]
    return control.left_figure


def disagreeing() -> list[str]:
    """The controls that do not agree."""
    return [one.name for one in check_books().disagreeing]


SAMPLES = Path(__file__).parent.parent / "samples" / "payment_files"


def written(by: Actor, **more: Any) -> ProfileWritten:
    """A profile of allpay's files, tried on the sample."""
    given = {
        "code": "ALLPAY", "name": "allpay", "method": "ALLPAY", "bank_account": "MAIN", "bank_words": "allpay",
        "layout": FIRST["allpay"].told(), "sample": (SAMPLES / "allpay.txt").read_bytes(), "on": MONDAY, "at": MORNING,
        "by": by,
    }  # fmt: skip
    return write_file_profile(**(given | more))
