"""import_remittance: a payer's list of what one payment of theirs is made of is kept until the money comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from piperoll.database.copying import copy_rows
from piperoll.database.statements import beside
from piperoll.formats.remittance_layouts import Layout, layout_of
from piperoll.formats.remittance_tables import Line, Remittance, read
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.receipting.remittance_profiles import approved, in_words, profile_coded, read_by
from piperoll.receipting.words import kept_apart, plain
from piperoll.runs import running

sql = beside(__file__)
LONGEST_REFERENCE = 40
"""How long a payment's own reference may be."""


class NoPayer(Refused):
    """A remittance needs to say who pays and under which reference of up to {longest} characters. Enter both."""


class NotSaid(Refused):
    """{name} does not say the {what}. Enter it; nothing was taken in."""


class UnreadableLines(Refused):
    """Nothing was taken in. {faults}."""


class NothingPaid(Refused):
    """{name} holds no line that reads as a payment. Nothing was taken in."""


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


@dataclass(frozen=True)
class _Payment:
    """The payment behind a list, once all of it is known."""

    payer: str
    reference: str
    paid_on: date
    total_pence: int


def import_remittance(
    *,
    file: Path,
    payer: str = "",
    reference: str = "",
    paid_on: date | None = None,
    total_pence: int | None = None,
    profile: str = "",
    on: date,
    at: datetime,
    by: Actor,
    name: str = "",
) -> RemittanceTaken:
    """Keep the list behind a payment of `total_pence` that `payer` makes on `paid_on` under their `reference`.

    A table (CSV, XLSX) is read by the names of its columns; text and PDF by the approved layout of a `profile`, and
    what such a list says itself need not be told. The lines must come to the total, or nothing is kept. One of the same
    payer and reference that still waits is replaced. Raises NoPayer, NotSaid, NotATable, UnreadableLines, NothingPaid,
    DoesNotAddUp, RemittanceUsed, NoSuchRemittanceProfile, LayoutNotApproved, AlreadyTakenIn.
    """
    payer, reference = " ".join(plain(payer).split())[:140], " ".join(plain(reference).split())
    if not profile and not (payer and reference):
        raise NoPayer(longest=LONGEST_REFERENCE)
    layout, payer, code = _by_profile(profile, payer)
    if paid_on:
        running.must_be_within_reach(paid_on, at)
    content, name = file.read_bytes(), name or file.name
    told = f"{payer}\x00{reference}\x00{paid_on}\x00{total_pence}".upper().encode()
    with running.start(
        "import_remittance", on=on, at=at, by=by, digest=running.digest_of(content + told), content_name=name,
        inputs={
            "reference": reference, "paid_on": paid_on and paid_on.isoformat(), "total_pence": total_pence,
            "profile": code,
        },
    ) as run:  # fmt: skip
        found = read_by(layout, content, name)[0] if layout else _table(file, name)
        payment = _payment(found, payer, reference, paid_on, total_pence, name)
        running.must_be_within_reach(payment.paid_on, at)
        _must_prove(found, payment.total_pence, name)
        with transaction.atomic():
            replaced = _replaced(payment.payer, payment.reference)
            remittance = _keep(run.id, payment, found.lines, replaced)
            taken = RemittanceTaken(
                run.id, remittance, len(found.lines), payment.total_pence, replaced, run.resumed
            )  # fmt: skip
            run.finish(**{k: v for k, v in asdict(taken).items() if k not in ("run", "resumed")})
    return taken


def _by_profile(profile: str, payer: str) -> tuple[Layout | None, str, str]:
    """The layout by which a list is read if it is not a table, whose it then is, and the profile's code."""
    if not profile:
        return None, payer, ""
    found = profile_coded(profile)
    return layout_of(approved(found).layout), payer or found.payer, found.code


def _table(file: Path, name: str) -> Remittance:
    with file.open("rb") as opened:
        return read(opened, name)


def _payment(
    found: Remittance, payer: str, reference: str, paid_on: date | None, total_pence: int | None, name: str
) -> _Payment:
    """What was told of the payment, and what the list says of it where nothing was. Raises NotSaid, NoPayer."""
    reference = reference or " ".join(plain(found.payment).split())
    paid_on, total_pence = paid_on or found.paid_on, found.total_pence if total_pence is None else total_pence
    known = {"payment’s reference": reference, "day it was paid": paid_on, "total": total_pence}
    missing = [what for what, told in known.items() if told in ("", None)]
    if found.unreadable:
        raise UnreadableLines(faults=in_words(found.unreadable))
    if not found.lines:
        raise NothingPaid(name=name)
    if missing or paid_on is None or total_pence is None:
        raise NotSaid(name=name, what=" or the ".join(missing))
    if len(reference) > LONGEST_REFERENCE:
        raise NoPayer(longest=LONGEST_REFERENCE)
    return _Payment(payer, reference, paid_on, total_pence)


def _must_prove(remittance: Remittance, total_pence: int, name: str) -> None:
    found = sum(line.amount_pence for line in remittance.lines)
    for whose, told in (("its own", remittance.total_pence), ("the payment’s", total_pence)):
        if told is not None and told != found:
            raise DoesNotAddUp(
                count=len(remittance.lines), name=name, found=pounds(found), whose=whose, told=pounds(told),
                difference=pounds(abs(found - told)), way="too much" if found > told else "too little",
            )  # fmt: skip


def _replaced(payer: str, reference: str) -> int | None:
    """The remittance of this payer and reference that still waits. Raises RemittanceUsed."""
    sql.hold_reference(reference=reference)
    (found,) = sql.newest_of(payer=payer, reference=reference) or (None,)
    if found and found.receipt:
        raise RemittanceUsed(reference=reference, payer=payer, receipt=found.receipt)
    return int(found.id) if found else None


def _keep(run: int, payment: _Payment, lines: Sequence[Line], replaces: int | None) -> int:
    words = kept_apart(payment.payer, "\n".join(line.name for line in lines), ())
    (kept,) = sql.keep(
        run=run, reference=payment.reference, paid_on=payment.paid_on, pence=payment.total_pence, lines=len(lines),
        replaces=replaces, digest=words.digest, salt=words.salt, payer=words.payer_name, names=words.narrative,
    )  # fmt: skip
    copy_rows(
        "receipting_remittanceline",
        ("remittance_id", "line_number", "reference", "amount_pence", "run_id"),
        ((kept.id, place, line.reference, line.amount_pence, run) for place, line in enumerate(lines, 1)),
    )
    return int(kept.id)
