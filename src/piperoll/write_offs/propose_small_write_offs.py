"""propose_small_write_offs: list the balances of a service too small to be chased, with what is left out and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.authority.models import User
from piperoll.council.figures import figure
from piperoll.council.models import Service
from piperoll.database.copying import copy_rows
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.write_offs.models import SmallRun
from piperoll.write_offs.small import judged, reference_of


class NoSuchService(Refused):
    """There is no service {service}. Its code stands under Set-up, Services."""


class NothingSmall(Refused):
    """Nobody owes {service} {most} or less: there is nothing to propose."""

    exit_code = 0


@dataclass(frozen=True)
class SmallProposed:
    """A list of small debts: so many to be written off, so many pence, and so many left out. Nothing is done yet."""

    run: int
    small_run: int
    many: int
    pence: int
    left_out: int


def propose_small_write_offs(*, service: str, on: date, at: datetime, by: Actor) -> SmallProposed:
    """Propose every balance no larger, and no younger, than the council's figures for the service say.

    Raises NoSuchService, NothingSmall, NoFigureHolds.
    """
    by.must("propose_small_write_offs")
    found = Service.objects.filter(code=service.strip().upper()).first()
    if found is None or not by.sees_service(found.pk):
        raise NoSuchService(service=service[:12])
    most = int(figure("small_balance_pounds", on, service=found.pk) * 100)
    least = int(figure("small_balance_days", on, service=found.pk))
    with running.act("propose_small_write_offs", on=on, at=at, by=by, service=found.code) as run:
        lines = list(judged(found.pk, most, least, on))
        if not lines:
            raise NothingSmall(service=found.name, most=pounds(most))
        made = SmallRun.objects.create(
            service=found, most_pence=most, least_days=least, proposed_by=User.objects.get(pk=by.user_id),
            proposed_on=on, run_id=run.id,
        )  # fmt: skip
        copy_rows(
            "write_offs_smallline", ("small_run_id", "item_id", "pence", "why_not", "run_id"),
            ((made.pk, item, pence, why[:400], run.id) for item, pence, why in lines),
        )  # fmt: skip
        meant = [pence for _, pence, why in lines if not why]
        done = SmallProposed(run.id, made.pk, len(meant), sum(meant), len(lines) - len(meant))
        said = f"{reference_of(made.pk)}: {done.many} small balances of {found.name}, {pounds(done.pence)}, proposed"
        run.finish(small_run=made.pk, many=done.many, pence=done.pence, left_out=done.left_out, said=said)
    return done
