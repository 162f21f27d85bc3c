"""What GOV.UK Notify says became of a notification, and what we do about it: asked or told, it comes to the same."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from piperoll.dispatch.models import Document
from piperoll.dispatch.moving import move
from piperoll.dispatch.readdressing import readdress
from piperoll.dispatch.texting import FALLS_BACK

FAILED = {
    "permanent-failure": "it cannot be delivered there",
    "temporary-failure": "it could not be delivered, though it may be another time",
    "technical-failure": "something went wrong at Notify or beyond",
    "validation-failed": "the letter did not pass Notify’s checks",
    "virus-scan-failed": "Notify’s virus scan refused it",
    "cancelled": "it was cancelled in Notify",
}
GOES_ON = (
    "created", "sending", "pending", "sent", "accepted", "received", "pending-virus-check",
)  # fmt: skip
"""A letter `received` is printed and in the post, not delivered: Notify never says that of a letter."""
DELIVERED = "delivered"
STATUSES = (DELIVERED, *GOES_ON, *FAILED)


def note(document: Document, status: str, *, run: int, on: date, at: datetime) -> str:
    """Move a document as a status says: delivered, failed, on_their_way, or known already.

    A failed email goes by post, and so do an officer's words that failed as a text.
    """
    if status == DELIVERED:
        return "delivered" if move([document.pk], "deliver", "sent", run=run, at=at) else "known"
    if status not in FAILED:
        return "on_their_way"
    said = f"GOV.UK Notify says {status}: {FAILED[status]}."
    with transaction.atomic():
        moved = any(move([document.pk], "bounce", was, run=run, at=at, reasons=[said]) for was in ("sent", "delivered"))
        if moved and (document.channel == "email" or (document.channel == "text" and document.kind in FALLS_BACK)):
            readdress(document.pk, by_post=True, run=run, on=on, at=at)
    return "failed" if moved else "known"
