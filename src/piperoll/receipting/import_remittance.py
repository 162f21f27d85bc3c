"""import_remittance: a payer's list of what one payment of theirs is made of is kept until the money comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from piperoll.database.copying import copy_rows
from piperoll.database.statements import beside
from piperoll.formats.remittance_csv import Line, read
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused, Rejection
from piperoll.receipting.words import kept_apart, plain
from piperoll.runs import running

sql = beside(__file__)
FAULTS_TOLD = 5
LONGEST_REFERENCE = 40
"""How long a payment's own reference may be."""


class NoPayer(Refused):
    """A remittance needs to say who pays and under which reference of up to {longest} characters. Enter both."""


class UnreadableLines(Refused):
    """Nothing was taken in. {faults}."""


class NothingPaid(Refused):
    """{name} names the columns but no line with a sum. Nothing was taken in."""


class DoesNotAddUp(Refused):
    """The {count} lines of {name} come to {found}, but {whose} total is {told}: {difference} {way}. Ask the payer which
    is right; nothing was taken in."""


class RemittanceUsed(Refused):
    """Remittance {reference} of {payer} is here already and has placed receipt {receipt}. Undo those placements first
    if it was wrong; nothing was taken in."""


@dataclass(frozen=True)
class RemittanceTaken:
    """A remittance kept: its key, how many lines and pence, and which earlier one it stands in for, if any."""

    run: int
    remittance: int
    lines: int
    pence: int
    replaces: int | None
    resumed: bool = False


def import_remittance(
    *,
    file: Path,
    payer: str,
    reference: str,
    paid_on: date,
    total_pence: int,
    on: date,
    at: datetime,
    by: Actor,
    name: str = "",
) -> RemittanceTaken:
    """Keep the list behind a payment of `total_pence` that `payer` makes on `paid_on` under their `reference`.

    The lines must come to the total, or nothing is kept. One of the same payer and reference that still waits is
    replaced. Raises NoPayer, NotATable, UnreadableLines, NothingPaid, DoesNotAddUp, RemittanceUsed, AlreadyTakenIn.
    """
    payer, reference = " ".join(plain(payer).split())[:140], " ".join(plain(reference).split())
    if not payer or not 0 < len(reference) <= LONGEST_REFERENCE:
        raise NoPayer(longest=LONGEST_REFERENCE)
    running.must_be_within_reach(paid_on, at)
    content, name = file.read_bytes(), name or file.name
    told = f"{payer}\x00{reference}\x00{paid_on}\x00{total_pence}".upper().encode()
    with running.start(
        "import_remittance", on=on, at=at, by=by, digest=running.digest_of(content + told), content_name=name,
        inputs={"reference": reference, "paid_on": paid_on.isoformat(), "total_pence": total_pence},
    ) as run:  # fmt: skip
        lines = _proved(file, name, total_pence)
        with transaction.atomic():
            replaced = _replaced(payer, reference)
            remittance = _keep(run.id, payer, reference, paid_on, total_pence, lines, replaced)
            taken = RemittanceTaken(run.id, remittance, len(lines), total_pence, replaced, run.resumed)
            run.finish(**{k: v for k, v in asdict(taken).items() if k not in ("run", "resumed")})
    return taken


def _proved(file: Path, name: str, total_pence: int) -> Sequence[Line]:
    with file.open("rb") as opened:
        remittance = read(opened, name)
    if remittance.unreadable:
        raise UnreadableLines(faults=_faults(remittance.unreadable))
    if not remittance.lines:
        raise NothingPaid(name=name)
    found = sum(line.amount_pence for line in remittance.lines)
    for whose, told in (("its own", remittance.total_pence), ("the payment’s", total_pence)):
        if told is not None and told != found:
            raise DoesNotAddUp(
                count=len(remittance.lines), name=name, found=pounds(found), whose=whose, told=pounds(told),
                difference=pounds(abs(found - told)), way="too much" if found > told else "too little",
            )  # fmt: skip
    return remittance.lines


def _faults(wrong: Sequence[Rejection]) -> str:
    said = [f"Line {one.line}: {one.field} {one.reason}" for one in wrong[:FAULTS_TOLD]]
    return "; ".join(said) + (f"; and {len(wrong) - FAULTS_TOLD:,} more" if len(wrong) > FAULTS_TOLD else "")


def _replaced(payer: str, reference: str) -> int | None:
    """The remittance of this payer and reference that still waits. Raises RemittanceUsed."""
    sql.hold_reference(reference=reference)
    (found,) = sql.newest_of(payer=payer, reference=reference) or (None,)
    if found and found.receipt:
        raise RemittanceUsed(reference=reference, payer=payer, receipt=found.receipt)
    return int(found.id) if found else None


def _keep(
    run: int,
    payer: str,
    reference: str,
    paid_on: date,
    total_pence: int,
    lines: Sequence[Line],
    replaces: int | None,
) -> int:
    words = kept_apart(payer, "\n".join(line.name for line in lines), ())
    (kept,) = sql.keep(
        run=run, reference=reference, paid_on=paid_on, pence=total_pence, lines=len(lines), replaces=replaces,
        digest=words.digest, salt=words.salt, payer=words.payer_name, names=words.narrative,
    )  # fmt: skip
    copy_rows(
        "receipting_remittanceline",
        ("remittance_id", "line_number", "reference", "amount_pence", "run_id"),
        ((kept.id, place, line.reference, line.amount_pence, run) for place, line in enumerate(lines, 1)),
    )
    return int(kept.id)
