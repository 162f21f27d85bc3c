"""import_modulus_tables: the council's own copy of Vocalink's tables, by which new bank details are checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.direct_debit.models import ModulusImport
from piperoll.formats.modulus_tables import read_tables
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class SayWhence(Refused):
    """Say where the tables come from, in a few words: the publisher's page and its date."""


class SameTables(Refused):
    """These very tables hold already, since {valid_from:%-d %B %Y}: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class TablesImported:
    """So many checks, in force from a day; `substitutes` says whether the second table came with them."""

    run: int
    checks: int
    substitutes: bool
    valid_from: date


def import_modulus_tables(
    *,
    weights: bytes,
    substitutes: bytes | None = None,
    source: str,
    valid_from: date | None = None,
    on: date,
    at: datetime,
    by: Actor,
) -> TablesImported:
    """Take in valacdos.txt and scsubtab.txt, whole or not at all; `valid_from` is today unless told.

    Raises SayWhence, TableRefused, SameTables.
    """
    by.must("import_modulus_tables")
    begins = valid_from or on
    whence = " ".join(source.split())[:200]
    if not whence:
        raise SayWhence(field="source")
    checks = len(read_tables(weights, substitutes))
    with running.act("import_modulus_tables", on=on, at=at, by=by, source=whence) as run:
        standing = ModulusImport.objects.filter(valid_from__lte=begins).first()
        if standing and _bytes(standing) == (weights, substitutes):
            raise SameTables(valid_from=standing.valid_from)
        ModulusImport.objects.create(
            valid_from=begins, source=whence, weights=weights, substitutes=substitutes, checks=checks, run_id=run.id
        )
        run.finish(checks=checks)
    return TablesImported(run.id, checks, substitutes is not None, begins)


def _bytes(row: ModulusImport) -> tuple[bytes, bytes | None]:
    return bytes(row.weights), None if row.substitutes is None else bytes(row.substitutes)
