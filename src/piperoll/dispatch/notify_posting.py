"""Letters by GOV.UK Notify: each measured, claimed, handed over with our reference, and settled. One in doubt is asked
after, since Notify knows our reference."""

from __future__ import annotations

from django.db import transaction

from piperoll.dispatch.mail import NotTaken, TryLater
from piperoll.dispatch.models import Copy, Document
from piperoll.dispatch.moving import move
from piperoll.dispatch.notify import NOTIFY, Notify, reference_of
from piperoll.dispatch.outgoing import Errand, copy_of, drawn, pull, sql, waiting
from piperoll.dispatch.rules import BY_HAND, FORMATS
from piperoll.documents.rendering.zones import measure
from piperoll.foundations.refusals import Refused

AT_A_TIME = 200
BY_MACHINE = tuple(name for name in FORMATS if name not in BY_HAND)


class NotFitForNotify(Refused):
    """GOV.UK Notify would refuse this letter: {why}"""


def post_by_notify(errand: Errand) -> str:
    """Hand over every letter that waits; why some still wait, if they do. Raises NoNotifyKey, NotifyAway."""
    notify = Notify()
    ask_after_doubts(errand, notify, "post")
    for documents in waiting(errand, "post", AT_A_TIME, BY_MACHINE):
        for document, pdf in drawn(errand, documents):
            measured = measure(pdf)
            if not measured.is_fit:
                pull(errand, document, NotFitForNotify(why=" ".join(fault.sentence for fault in measured.faults)))
            elif why := _send(errand, notify, document, pdf):
                return why
    return ""


def ask_after_doubts(errand: Errand, notify: Notify, channel: str) -> None:
    """A letter or text in doubt has gone if Notify has its reference, and else has not. Raises NotifyAway."""
    when = {"run": errand.run, "at": errand.at}
    for row in sql.in_doubt(channel=channel):
        found = notify.has(reference_of(row.document_id))
        event, said = ("find_sent", "has it") if found else ("find_unsent", "does not have it")
        reference = [f"{NOTIFY}:{found}" if found else ""]
        move([row.document_id], event, "in_doubt", reasons=[f"GOV.UK Notify {said}."], references=reference, **when)  # type: ignore[arg-type]


def _send(errand: Errand, notify: Notify, document: Document, pdf: bytes) -> str:
    """Hand one over; why no more can be handed over now, or nothing."""
    key, when = [document.pk], {"run": errand.run, "at": errand.at}
    with transaction.atomic():
        if not move(key, "claim", "prepared", **when):  # type: ignore[arg-type]
            return ""
        Copy.objects.bulk_create([copy_of(errand, document, "application/pdf", pdf)], ignore_conflicts=True)
    try:
        found = notify.send_letter(reference_of(document.pk), pdf)
    except NotTaken as refusal:
        move(key, "refuse", "claimed", reasons=[refusal.sentence], **when)  # type: ignore[arg-type]
        errand.tally.add("bounced")
    except TryLater as refusal:
        move(key, "give_back", "claimed", reasons=[refusal.sentence], **when)  # type: ignore[arg-type]
        return f"GOV.UK Notify takes no more now, so letters wait: {refusal.facts['why']}"
    except Exception as fault:
        move(key, "doubt", "claimed", reasons=[f"{type(fault).__name__}: {fault}"[:300]], **when)  # type: ignore[arg-type]
        errand.tally.add("in_doubt")
        return "GOV.UK Notify broke off, so letters wait. Dispatch again and it is asked what it has."
    else:
        move(key, "send", "claimed", references=[f"{NOTIFY}:{found}"], **when)  # type: ignore[arg-type]
        errand.tally.add("posted")
    return ""
