"""take_in_limits: a council's whole matrix of limits from one file, as its constitution lists them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from piperoll.authority import acts
from piperoll.authority.models import Limit
from piperoll.authority.set_limit import must_be_able
from piperoll.council.dating import NoAuthority
from piperoll.council.set_dated_figure import service_coded
from piperoll.database.faults import UNFIT, in_words
from piperoll.formats import json_file
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class NotAFileOfLimits(Refused):
    """{file} is not a file of limits: {why}. samples/anytown/limits.json is one to copy."""


class LimitsStand(Refused):
    """There are limits already: change them one by one under Set-up, Limits. Nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class LimitsTakenIn:
    """How many limits were taken in."""

    run: int
    limits: int


def take_in_limits(*, file: Path, on: date, at: datetime, by: Actor) -> LimitsTakenIn:
    """Take in the limits of a council that has none; all of the file or nothing.

    Raises LimitsStand, NotAFileOfLimits, NoSuchAct, NoSuchRole, NobodyDecides, CannotDecide, NoSuchService.
    """
    try:
        told = json_file.read(file)
    except ValueError as fault:
        raise NotAFileOfLimits(file=file.name, why=fault) from None
    with running.act("take_in_limits", on=on, at=at, by=by, file=file.name) as run:
        if Limit.objects.exists():
            raise LimitsStand()
        try:
            limits = list(_limits(told["limits"]))
            Limit.objects.bulk_create(limits)
        except UNFIT as fault:
            raise NotAFileOfLimits(file=file.name, why=in_words(fault)) from None
        run.finish(limits=len(limits))
    return LimitsTakenIn(run.id, len(limits))


def _limits(told: list[dict[str, Any]]) -> Iterator[Limit]:
    for row in told:
        acts.named(row["act"])
        if not row["authority"].strip():
            raise NoAuthority()
        alone, approvers, whom = row.get("alone", []), row["approvers"], row.get("told", [])
        then = row.get("then_approvers", [])
        must_be_able(alone, approvers, whom, then)
        yield Limit(
            act=row["act"], service=service_coded(row["service"]) if row.get("service") else None,
            up_to_pence=row.get("up_to_pence"), up_to_days=row.get("up_to_days"), alone=alone, approvers=approvers,
            then_approvers=then, told=whom, valid_from=date.fromisoformat(row["valid_from"]),
            authority=row["authority"], source=row.get("source", ""), to_verify=row.get("to_verify", False),
        )  # fmt: skip
