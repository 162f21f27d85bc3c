"""The emails that tell services of answers that are late: written down with each step, then sent one by one.

Each is claimed before it is handed over and settled after, so that none goes twice; one whose run died on the way may
have gone, and is not sent again. What cannot be sent now waits for the next run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

from django.conf import settings

from piperoll.council.models import Council
from piperoll.database.statements import beside
from piperoll.dispatch import mail, notify
from piperoll.dispatch.emails import NoFromAddress
from piperoll.disputes.models import ChaserEmail, ChaserEmailState
from piperoll.disputes.rules import WHAT_FOLLOWS, WHOSE, reference_of
from piperoll.documents.rendering.dates import long_date
from piperoll.foundations.money import pounds
from piperoll.runs.running import RunInHand

sql = beside(__file__)
DIED_AFTER = timedelta(hours=1)
AT_A_TIME = 200


@dataclass(frozen=True)
class Told:
    """How many services were told, how many could not be, and why some wait, if they do."""

    emailed: int = 0
    refused: int = 0
    wait: str = ""


def write_down(chased: Sequence[Any], run: RunInHand) -> int:
    """An email for each step that has an address to go to, inside the transaction that took the steps; how many."""
    written = [_written(row, run.id) for row in chased if row.email]
    ChaserEmail.objects.bulk_create(written)
    ChaserEmailState.objects.bulk_create(ChaserEmailState(told=one, moved_at=run.at) for one in written)
    return len(written)


def send_waiting(run: RunInHand) -> Told:
    """Send every email that waits."""
    sql.doubt(before=run.at - DIED_AFTER, at=run.at)
    waiting = sql.waiting(most=AT_A_TIME)
    if not waiting:
        return Told()
    council = Council.objects.get()
    try:
        if not council.email:
            raise NoFromAddress()
        with _sender() as sender:
            return _send(waiting, council, sender, run.at)
    except (
        NoFromAddress, mail.NoMailServer, mail.CannotReachMailServer, notify.NoNotifyKey, notify.NoNotifyTemplate,
    ) as refusal:  # fmt: skip
        return Told(wait=refusal.sentence)


def _send(waiting: Sequence[Any], council: Council, sender: mail.Sender, at: datetime) -> Told:
    emailed = refused = 0
    for row in waiting:
        if not sql.move(told=row.id, was="waiting", state="claimed", reason="", at=at):
            continue
        try:
            sender.send(_message(row, council, at))
        except mail.NotTaken as refusal:
            sql.move(told=row.id, was="claimed", state="refused", reason=refusal.sentence[:300], at=at)
            refused += 1
        except mail.TryLater as refusal:
            sql.move(told=row.id, was="claimed", state="waiting", reason=refusal.sentence[:300], at=at)
            return Told(emailed, refused, refusal.sentence)
        except Exception as fault:
            said = f"{type(fault).__name__}: {fault}"[:300]
            sql.move(told=row.id, was="claimed", state="in_doubt", reason=said, at=at)
            return Told(emailed, refused, said)
        else:
            sql.move(told=row.id, was="claimed", state="sent", reason="", at=at)
            emailed += 1
    return Told(emailed, refused)


@contextmanager
def _sender() -> Iterator[mail.Sender]:
    if settings.MAIL_URL == notify.NOTIFY:
        yield notify.NotifyMail(notify.Notify())
    else:
        with mail.the_councils_mail() as sender:
            yield sender


def _written(row: Any, run: int) -> ChaserEmail:
    named = reference_of(row.dispute_id)
    sum_ = f", {pounds(row.amount_pence)}" if row.amount_pence else ""
    held = "The sum is held meanwhile: the customer is not asked for it. " if row.amount_pence else ""
    words = (
        f"For {WHOSE[row.step].format(service=row.service)}\n\n"
        f"{row.service} was asked about {named} on {long_date(row.asked_on)}: invoice {row.invoice}{sum_}, "
        f"“{row.about}”. The answer was due on {long_date(row.answer_by)} and has not come.\n\n"
        f"Please answer it in Piperoll, under Your requests, or tell the income team what you know. "
        f"{held}{WHAT_FOLLOWS[row.step]}\n"
    )
    return ChaserEmail(
        chaser_id=row.id, email=row.email, subject=f"{named}: an answer was due on {long_date(row.answer_by)}",
        words=words, run_id=run,
    )  # fmt: skip


def _message(row: Any, council: Council, at: datetime) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = council.email
    message["To"] = row.email
    message["Subject"] = row.subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<chaser-{row.id}@{council.email.partition('@')[2]}>"
    message.set_content(f"{row.words}\nIncome team\n{council.name}\n")
    return message
