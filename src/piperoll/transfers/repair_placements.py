"""repair_placements: payments put in the wrong place together are taken back, and placed right, in one run.

They are chosen by what they have in common: the run that placed them, the words of why, the customer, the days.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from piperoll.customers.queries import by_reference
from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.receipting.undoing import paid_back, take_back
from piperoll.runs import running
from piperoll.safeguards.words import few_words
from piperoll.transfers.move_payment import asked_to_move
from piperoll.transfers.places import received_by, what_it_pays
from piperoll.transfers.transfer_credit import reason_must_be_known

sql = beside(__file__)
AT_MOST = 5_000


class SayWhichPayments(Refused):
    """Say which payments are meant: by the run that placed them, the words of why, the customer or the days."""


class NothingChosen(Refused):
    """No payment that still stands is meant by that. Nothing was changed."""

    exit_code = 0


class TooMany(Refused):
    """More than {most:,} payments are meant by that: choose fewer at a time."""


class NotAsSeen(Refused):
    """{now:,} payments are meant now, not the {seen:,} you saw. Look again, and then repair them."""


@dataclass(frozen=True)
class Chosen:
    """Which placements: of one run, with words in the reasons they were placed for, on one customer's account, of money
    received between two days. Whatever is left empty does not narrow it."""

    of_run: int | None = None
    because: str = ""
    customer: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it would mean every payment there is."""
        return self == Chosen()


@dataclass(frozen=True)
class Repaired:
    """Payments taken back: placed right at once (`done` says so), waiting for a decision, or held in suspense.

    `refunded` ones stand, because their money was paid back or moved on since.
    """

    run: int
    payments: int
    pence: int
    state: str
    request: int | None
    refunded: int
    done: str


def chosen_placements(chosen: Chosen) -> list[Any]:
    """The placements meant that still stand, oldest first, each with why it was placed and what it paid.

    Raises SayWhichPayments, NoSuchCustomer, TooMany.
    """
    if chosen.is_empty:
        raise SayWhichPayments()
    customer = by_reference(chosen.customer).pk if chosen.customer.strip() else None
    words = " ".join(chosen.because.replace("\x00", " ").split()).lower() or None
    found: list[Any] = sql.chosen(
        of_run=chosen.of_run, words=words, customer=customer, since=chosen.since, until=chosen.until, most=AT_MOST + 1
    )
    if len(found) > AT_MOST:
        raise TooMany(most=AT_MOST)
    return found


def repair_placements(
    *, chosen: Chosen, seen: int, to: str = "", pays: str = "", reason: str = "misposted", why: str, on: date,
    at: datetime, by: Actor,
) -> Repaired:  # fmt: skip
    """Take the payments back; `to` a customer they are placed there in the same run (within limits), else they are held
    in suspense. `seen` is how many somebody saw in the preview.

    Raises whatever `chosen_placements` and `move_payment` do, NothingChosen, NotAsSeen.
    """
    by.must("repair_placements")
    reason_must_be_known(reason)
    why = few_words(why, "why they are wrong", longest=400)
    taker = received_by(to) if to.strip() else None
    told = {name: str(value) for name, value in asdict(chosen).items() if value}
    with running.act("repair_placements", on=on, at=at, by=by, to=taker.pk if taker else None, **told) as run:
        meant = chosen_placements(chosen)
        if not meant:
            raise NothingChosen()
        if len(meant) != seen:
            raise NotAsSeen(now=len(meant), seen=seen)
        gone = paid_back([row.id for row in meant])
        standing = [row for row in meant if row.id not in gone]
        if not standing:
            raise NothingChosen()
        if taker is not None:
            moved = asked_to_move(
                standing, taker, what_it_pays(pays), reason=reason, why=why, evidence="", run=run, at=at
            )  # fmt: skip
            return Repaired(
                run.id, moved.payments, moved.pence, moved.state, moved.request, len(gone), moved.done
            )  # fmt: skip
        back = take_back([row.id for row in standing], why=f"Taken back by {by.name}: {why}", run=run)
        payments = "1 payment" if back.placements == 1 else f"{back.placements:,} payments"
        said = f"{pounds(back.pence)} of {payments} taken back into suspense"
        run.finish(payments=back.placements, pence=back.pence, said=said)
    return Repaired(run.id, back.placements, back.pence, "held", None, len(gone), f"{said}, and held there.")
