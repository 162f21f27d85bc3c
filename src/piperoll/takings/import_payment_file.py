"""import_payment_file: a file of payments from somebody who takes them for us; each is a receipt, and the one credit
they send is expected of the bank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import transaction

from piperoll.formats.payment_files import Payment, layout_of, read
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused, Rejection
from piperoll.receipting.taking import Arriving, take
from piperoll.runs import running
from piperoll.takings.models import PaymentFileTaken
from piperoll.takings.paying_in import pay_in
from piperoll.takings.profiles import approved, profile_coded
from piperoll.takings.write_file_profile import LINES_TOLD, in_words

LONGEST_AGO = timedelta(days=366)


class FileDoesNotProve(Refused):
    """{name} cannot be taken in: {why}. Nothing was changed."""

    watched = "unbalanced"


class HoldsNoPayment(FileDoesNotProve):
    """{name} cannot be taken in: it holds no payment. Nothing was changed."""

    watched = "empty"


@dataclass(frozen=True)
class PaymentsTaken:
    """A file taken in: payments and pence, how many references look like none of ours, lines without money, and lines
    that the layout passes over."""

    run: int
    profile: str
    banking: int
    payments: int
    pence: int
    unlike_ours: int
    rejected: int
    passed_over: int = 0
    resumed: bool = False


def import_payment_file(
    *, file: Path, profile: str, on: date, at: datetime, by: Actor, name: str = ""
) -> PaymentsTaken:
    """Take a file in by the last approved version of its profile; all of its money, or none.

    A reference unlike ours still came with money: its receipt waits in suspense. A line of no money is rejected. Raises
    NoSuchProfile, NothingApproved, FileDoesNotProve, AlreadyTakenIn, StillWorking.
    """
    content, name = file.read_bytes(), name or file.name
    found = profile_coded(profile)
    version = approved(found)
    digest = running.digest_of(content)
    with running.start(
        "import_payment_file", on=on, at=at, by=by, digest=running.digest_of(digest + found.code.encode()),
        content_name=name, inputs={"profile": found.code, "version": version.pk},
    ) as run:  # fmt: skip
        layout = layout_of(version.layout)
        told = read(content, layout)
        payments = [payment for payment in told.payments if payment.amount_pence]
        if not told.payments and not told.faults:
            raise HoldsNoPayment(name=name)
        if why := in_words(told, layout) or _unlikely(payments, on):
            raise FileDoesNotProve(name=name, why=why)
        with transaction.atomic():
            receipts = take(
                [_arriving(payment) for payment in payments], method=found.method, bank_account=found.bank_account,
                run=run.id, at=run.at,
            )  # fmt: skip
            banking = pay_in(
                receipts, method=found.method, account=found.bank_account, slip=f"{found.code}-{run.id}",
                amount_pence=told.found_pence, run=run, words=found.bank_words,
            )  # fmt: skip
            PaymentFileTaken.objects.create(
                banking=banking, version=version, name=name[:255], content_digest=digest, told_pence=told.total_pence,
                told_count=told.count, run_id=run.id,
            )  # fmt: skip
            empty = [payment for payment in told.payments if not payment.amount_pence]
            run.reject([(_rejection(payment), {"reference": payment.reference, "amount": "0.00"}) for payment in empty])
            taken = PaymentsTaken(
                run.id, found.code, banking.pk, len(payments), told.found_pence,
                sum(not payment.fits for payment in payments), len(empty),
                len(told.passed_over), run.resumed,
            )  # fmt: skip
            run.finish(**{key: value for key, value in asdict(taken).items() if key not in ("run", "resumed")})
    return taken


def _unlikely(payments: Sequence[Payment], on: date) -> str:
    if sum(payment.amount_pence for payment in payments) <= 0:
        return "it does not bring money in"
    wrong = [payment for payment in payments if not on - LONGEST_AGO <= payment.paid_on <= on]
    return "; ".join(
        f"line {one.line}: {one.paid_on:%-d %B %Y} is not within the year before" for one in wrong[:LINES_TOLD]
    )


def _arriving(payment: Payment) -> Arriving:
    return Arriving(
        payment.amount_pence, payment.paid_on, payer_name=payment.payer, narrative=payment.note,
        references=(payment.reference,) if payment.reference else (),
    )  # fmt: skip


def _rejection(payment: Payment) -> Rejection:
    return Rejection(payment.line, "amount", "0.00", "it is a payment of nothing")
