"""may_i: whether an act may be done to a customer on a day, and every reason; `safeguards_bar` says it of everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from piperoll.database.statements import beside
from piperoll.foundations.refusals import Refused
from piperoll.safeguards.rules import ACTS

sql = beside(__file__)


class NoSuchAct(Refused):
    """{act!r} is not an act we ask about. Ask about {acts}."""


@dataclass(frozen=True)
class Answer:
    """Yes or no, and why: what bars the act, or what to mind when doing it."""

    act: str
    allowed: bool
    reasons: tuple[str, ...]


def may_i(act: str, customer: int, on: date) -> Answer:
    """Whether `act` may be done to a customer that day. Raises NoSuchAct."""
    must_be_an_act(act)
    barred = [row.reason for row in sql.bars(act=act, on=on, customer=customer)]
    if barred:
        return Answer(act, False, tuple(barred))
    return Answer(act, True, tuple(row.reason for row in sql.woken(act=act, on=on, customer=customer)))


def may_each(customer: int, on: date) -> list[Answer]:
    """What `may_i` says of every act there is, asked at once."""
    rows = sql.every_act(acts=list(ACTS), on=on, customer=customer)
    barred = {act: tuple(row.reason for row in rows if row.act == act and row.is_bar) for act in ACTS}
    minded = {act: tuple(row.reason for row in rows if row.act == act and not row.is_bar) for act in ACTS}
    return [Answer(act, not barred[act], barred[act] or minded[act]) for act in ACTS]


def barred(act: str, on: date) -> dict[int, str]:
    """Every customer to whom an act may not be done that day, and why."""
    must_be_an_act(act)
    return {row.customer_id: row.reason for row in sql.everybody_barred(act=act, on=on)}


def must_be_an_act(act: str) -> None:
    """Raises NoSuchAct."""
    if act not in ACTS:
        raise NoSuchAct(act=act, acts=", ".join(ACTS))
