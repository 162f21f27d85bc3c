"""choose_what_it_pays: which debts a mandate pays from today on: everything, some services, some invoices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.direct_debit import choosing
from piperoll.direct_debit.choosing import PaysTold
from piperoll.direct_debit.deeds import held
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running

FROM = ("set_up", "lodging", "active", "suspended")


class PaysThatAlready(Refused):
    """It pays just that already: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class Chosen:
    """What a mandate pays from today on, in words."""

    run: int
    mandate: int
    reference: str
    pays: str


def choose_what_it_pays(*, mandate: int, pays: PaysTold, on: date, at: datetime, by: Actor) -> Chosen:
    """Choose afresh. Raises NoSuchMandate, NotInThatState, PaysThatAlready and what `choosing.found` raises."""
    with running.act("choose_what_it_pays", on=on, at=at, by=by, mandate=mandate) as run:
        found, _ = held(mandate, among=FROM)
        wanted = choosing.found(pays, found.standing.customer)
        if choosing.told(choosing.pays_now(mandate, on)) == choosing.told(wanted):
            raise PaysThatAlready()
        choosing.record(mandate, wanted, run=run.id, on=on)
        said = choosing.in_words(choosing.pays_now(mandate, on))
        run.finish(mandate=mandate, pays=said)
    return Chosen(run.id, mandate, found.reference, said)
