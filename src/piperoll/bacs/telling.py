"""Letters about what banks told us: a debit that came back, an instruction cancelled, moved or in force again.

One letter a mandate and report, in sets, through dispatch like any other. Nobody writes to somebody whose bank says
that they have died: that waits as an exception until an officer has looked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from piperoll.bacs.found import Found
from piperoll.bacs.rules import BEREAVED
from piperoll.council.figures import figure
from piperoll.direct_debit import noticing
from piperoll.documents.rendering.dates import long_date
from piperoll.foundations.money import pounds
from piperoll.runs.running import RunInHand

NOT_PAID = "Your bank did not pay the {sum} that we asked for on {days}."
AGAIN = "We ask your bank for it once more, by {until} at the latest. Please have the money in the account."
NEXT = {
    "cancel": "Your Direct Debit is cancelled. Please pay in another way.",
    "hold": "We take nothing more until you have talked to us. Please pay in another way.",
    "keep": "We do not ask your bank for it again. Please pay in another way.",
}
"""What the letter says is done, by what a code does to the mandate."""
CHANGES = {
    "cancel": ("cancelled", ""),
    "reject": ("cancelled", ""),
    "change_bank": ("changed", "Your bank told us that your account has moved. We use the account below from now on."),
    "amend": ("changed", "Your bank told us that your account has changed. We use the account below from now on."),
    "reinstate": ("changed", "Your bank told us that it is in force again."),
    "resume": ("changed", "Your bank told us that it is in force again."),
}
"""What became of a mandate → the kind of letter, and its sentence."""
TOLD = "A letter tells the payer."


def tell_unpaid(found: Sequence[Found], *, run: RunInHand, on: date) -> None:
    """A letter to each payer whose debits came back: how much, and what happens next or how to pay now."""
    mine: dict[int, list[Found]] = defaultdict(list)
    for one in _living(found):
        if one.collection is not None and one.mandate is not None:
            mine[one.mandate].append(one)
    days = int(figure("presenting_again_days", on))
    if _write("unpaid", {mandate: _unpaid(some, days) for mandate, some in mine.items()}, run=run, on=on):
        _say(one for some in mine.values() for one in some)


def tell_changes(found: Sequence[Found], *, run: RunInHand, on: date) -> None:
    """A letter to each payer whose bank changed, cancelled or restored their instruction."""
    kinds: dict[str, dict[int, tuple[Found, str]]] = defaultdict(dict)
    for one in _living(found):
        kind, why = CHANGES.get(one.event, ("", ""))
        if kind and one.mandate is not None:
            kinds[kind][one.mandate] = (one, why)
    for kind, told in kinds.items():
        if _write(kind, {mandate: why for mandate, (_, why) in told.items()}, run=run, on=on):
            _say(one for one, _ in told.values())


def leave_to_an_officer(found: Sequence[Found]) -> None:
    """Whoever's bank says that they have died is looked at by a person, and is written to by nobody."""
    for one in found:
        if one.said.payer_died and one.mandate is not None:
            one.exception = f"{one.exception} {BEREAVED}".strip()


def _living(found: Sequence[Found]) -> Iterator[Found]:
    return (one for one in found if not one.exception and not one.said.payer_died)


def _unpaid(some: Sequence[Found], days: int) -> str:
    """What one payer's letter says of all that came back."""
    pence = sum(one.said.amount_pence or 0 for one in some)
    on = sorted({one.collected_on for one in some if one.collected_on})
    said = NOT_PAID.format(sum=pounds(pence), days=" and ".join(map(long_date, on)))
    if all(one.again for one in some):
        return f"{said} {AGAIN.format(until=long_date(on[0] + timedelta(days=days)))}"
    return f"{said} {NEXT.get(some[-1].said.mandate, NEXT['keep'])}"


def _write(kind: str, told: dict[int, str], *, run: RunInHand, on: date) -> bool:
    """Write to those payers, if there are words for it; whether there were."""
    if not told or not noticing.has_words(kind, on):
        return False
    noticing.write_many(kind, told, run=run.id, on=on, at=run.at)
    return True


def _say(found: Iterable[Found]) -> None:
    for one in found:
        one.next_step = f"{one.next_step} {TOLD}".strip()
