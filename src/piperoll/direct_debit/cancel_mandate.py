"""cancel_mandate: nothing more is collected; the payer's bank is told unless it told us."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.direct_debit import lodging, noticing
from piperoll.direct_debit.deeds import account_in_use, held, why
from piperoll.direct_debit.moving import move
from piperoll.foundations.actors import Actor
from piperoll.runs import running

FROM = ("set_up", "lodging", "active", "suspended", "rejected", "dormant")
HELD_BY_THE_BANK = ("lodging", "active", "suspended")


@dataclass(frozen=True)
class MandateCancelled:
    """A mandate that is over. `cancels` says whether its bank gets a 0C."""

    run: int
    mandate: int
    reference: str
    cancels: bool


def cancel_mandate(
    *, mandate: int, reason: str, bank_cancelled: bool = False, on: date, at: datetime, by: Actor
) -> MandateCancelled:
    """Cancel it today: it is left out of every run not yet sent, and a letter confirms it to the payer.

    What no file has taken is withdrawn; a 0C is asked for where the bank holds the instruction, unless the payer
    cancelled with their bank (`bank_cancelled`). Raises NoSuchMandate, DoneAlready, NotInThatState, WordsMissing.
    """
    said = why(reason)
    with running.act("cancel_mandate", on=on, at=at, by=by, mandate=mandate, reason=said) as run:
        found, state = held(mandate, among=FROM, becomes="cancelled")
        account = account_in_use(mandate)
        move([mandate], "cancel", state, run=run.id, on=on, at=at, reasons=[said])
        lodging.withdraw(mandate, (lodging.NEW, lodging.CONVERT), run=run.id, on=on)
        cancels = state in HELD_BY_THE_BANK and lodging.was_filed(account.pk) and not bank_cancelled
        if cancels:
            lodging.ask(account, lodging.CANCEL, run=run.id, on=on)
        noticing.write(found, "cancelled", run=run.id, on=on, at=at)
        run.finish(mandate=mandate, cancels=cancels)
    return MandateCancelled(run.id, mandate, found.reference, cancels)
