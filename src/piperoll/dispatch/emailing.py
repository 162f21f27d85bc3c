"""Emails: each claimed before it is handed over and settled after, so that none goes twice and none is lost unseen."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

from django.conf import settings
from django.db import transaction

from piperoll.dispatch import mail, notify
from piperoll.dispatch.emails import Letterhead
from piperoll.dispatch.models import Copy, Document
from piperoll.dispatch.moving import move
from piperoll.dispatch.outgoing import Errand, copy_of, drawn, pull, waiting
from piperoll.dispatch.readdressing import readdress
from piperoll.foundations.refusals import Refused

AT_A_TIME = 200


def email_waiting(errand: Errand) -> None:
    """Send every email that waits. Raises NoMailServer, CannotReachMailServer when there is one and no way to send."""
    batches = waiting(errand, "email", AT_A_TIME)
    first = next(batches, None)
    if first is None:
        return
    letterhead = Letterhead(errand.on)
    with _sender() as sender:
        for documents in itertools.chain([first], batches):
            if not _send_some(errand, letterhead, sender, documents):
                return


@contextmanager
def _sender() -> Iterator[mail.Sender]:
    """GOV.UK Notify when the council's mail is to go by it, else its mail server."""
    if settings.MAIL_URL == notify.NOTIFY:
        yield notify.NotifyMail(notify.Notify())
    else:
        with mail.the_councils_mail() as sender:
            yield sender


def _send_some(errand: Errand, letterhead: Letterhead, sender: mail.Sender, documents: list[Document]) -> bool:
    """Send some; whether the server is still there for more."""
    pdfs = {document.pk: (document, pdf) for document, pdf in drawn(errand, documents)}
    for _, group in itertools.groupby((document for document, _ in pdfs.values()), key=lambda document: document.kind):
        some = list(group)
        messages = letterhead.messages(some, {key: pdf for key, (_, pdf) in pdfs.items()}, errand.at)
        for document in some:
            message = messages[document.pk]
            if isinstance(message, Refused):
                pull(errand, document, message)
            elif not _send(errand, sender, document, message, pdfs[document.pk][1]):
                return False
    return True


def _send(errand: Errand, sender: mail.Sender, document: Document, message: EmailMessage, pdf: bytes) -> bool:
    key, when = [document.pk], {"run": errand.run, "at": errand.at}
    reference = [str(message["Message-ID"])]
    copies = [
        copy_of(errand, document, "application/pdf", pdf),
        copy_of(errand, document, "message/rfc822", message.as_bytes()),
    ]
    with transaction.atomic():
        if not move(key, "claim", "prepared", references=reference, **when):  # type: ignore[arg-type]
            return True
        Copy.objects.bulk_create(copies, ignore_conflicts=True)
    try:
        reference = [sender.send(message) or reference[0]]
    except mail.NotTaken as refusal:
        _fall_back(errand, document, refusal)
    except mail.TryLater as refusal:
        move(key, "give_back", "claimed", reasons=[refusal.sentence], **when)  # type: ignore[arg-type]
    except Exception as fault:
        move(key, "doubt", "claimed", reasons=[f"{type(fault).__name__}: {fault}"[:300]], references=reference, **when)  # type: ignore[arg-type]
        errand.tally.add("in_doubt")
        return False
    else:
        move(key, "send", "claimed", references=reference, **when)  # type: ignore[arg-type]
        errand.tally.add("emailed")
    return True


def _fall_back(errand: Errand, document: Document, refusal: Refused) -> None:
    with transaction.atomic():
        move([document.pk], "refuse", "claimed", run=errand.run, at=errand.at, reasons=[refusal.sentence])
        readdress(document.pk, by_post=True, run=errand.run, on=errand.on, at=errand.at)
    errand.tally.add("bounced")
