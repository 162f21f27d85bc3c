"""Text messages: each claimed before it is handed over and settled after. One that cannot be delivered falls back: what
an officer wrote goes as a letter; a text about a bill needs nothing more, since the bill itself has gone; and a
reminder was not given, so that recovery proposes it afresh, as a letter."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localtime

from piperoll.council.figures import figure
from piperoll.dispatch import filling, kinds, post_room
from piperoll.dispatch.emails import approved_words
from piperoll.dispatch.mail import CATCH, NotTaken, TryLater
from piperoll.dispatch.models import Copy, Document
from piperoll.dispatch.moving import move
from piperoll.dispatch.notify import NOTIFY, NoNotifyTextTemplate, Notify, reference_of
from piperoll.dispatch.notify_posting import ask_after_doubts
from piperoll.dispatch.outgoing import Errand, copy_of, pull, waiting
from piperoll.dispatch.readdressing import readdress
from piperoll.dispatch.words import messages
from piperoll.documents.council_on_paper import council_on_paper
from piperoll.documents.text_length import plainer
from piperoll.documents.write_template import must_be_textable
from piperoll.foundations.refusals import Refused

AT_A_TIME = 200
FALLS_BACK = ("text",)
"""Kinds of text whose words go as a letter when they cannot be delivered."""


class NoWayToText(Refused):
    """Nothing says how texts are sent, so they wait. Set PIPEROLL_TEXTS to notify, or to catch."""


class QuietHours(Refused):
    """Texts about what is overdue go between {since}:00 and {until}:00, so they wait."""


class Texter(Protocol):
    """Hands one text over; returns the reference that finds it again."""

    def send(self, reference: str, to: str, words: str) -> str:
        """Hand it over. Raises NotTaken, TryLater."""


class TextCatcher:
    """Puts each text in the folder of caught emails as `document-NUMBER.txt`, for the demo and for trying out."""

    def send(self, reference: str, to: str, words: str) -> str:
        """Keep it."""
        post_room.write_whole(Path(post_room.folder("caught")) / f"{reference}.txt", as_kept(to, words))
        return reference


class NotifyTexter:
    """Sends by GOV.UK Notify. Raises NoNotifyTextTemplate."""

    def __init__(self, notify: Notify) -> None:
        if not settings.NOTIFY_TEXT_TEMPLATE:
            raise NoNotifyTextTemplate()
        self._notify = notify

    def send(self, reference: str, to: str, words: str) -> str:
        """Hand it over."""
        return f"{NOTIFY}:{self._notify.send_text(reference, to, words)}"


def text_waiting(errand: Errand) -> None:
    """Send every text that waits. Raises NoWayToText, NoNotifyKey, NoNotifyTextTemplate, NotifyAway when one waits and
    none can be sent, and QuietHours, once the others went, when some are not for this hour."""
    if settings.TEXT_BY == NOTIFY:
        ask_after_doubts(errand, Notify(), "text")
    batches = waiting(errand, "text", AT_A_TIME)
    first = next(batches, None)
    if first is None:
        return
    texter, quiet = _texter(), _quiet_hours(errand)
    wait = False
    for documents in itertools.chain([first], batches):
        now = [one for one in documents if not (quiet and _keeps_hours(one))]
        wait = wait or len(now) < len(documents)
        if not _send_some(errand, texter, now):
            return
    if wait and quiet:
        raise quiet


def _keeps_hours(document: Document) -> bool:
    kind = kinds.find(document.kind)
    return kind is not None and kind.keeps_hours


def _quiet_hours(errand: Errand) -> QuietHours | None:
    """What to say when nobody may be pressed at this hour; nothing within the hours in which we telephone."""
    since, until = (int(figure(name, errand.on)) for name in ("call_from_hour", "call_until_hour"))
    return None if since <= localtime(errand.at).hour < until else QuietHours(since=since, until=until)


def as_kept(to: str, words: str) -> bytes:
    """A text as its copy keeps it."""
    return f"To: {to}\n\n{words}\n".encode()


def _texter() -> Texter:
    if settings.TEXT_BY == CATCH:
        return TextCatcher()
    if settings.TEXT_BY == NOTIFY:
        return NotifyTexter(Notify())
    raise NoWayToText()


def _send_some(errand: Errand, texter: Texter, documents: Sequence[Document]) -> bool:
    """Send some; whether there is any use in going on."""
    worded = _words(errand, documents)
    for document in documents:
        words = worded[document.pk]
        if isinstance(words, Refused):
            pull(errand, document, words)
        elif not _send(errand, texter, document, words):
            return False
    return True


def _words(errand: Errand, documents: Sequence[Document]) -> dict[int, str | Refused]:
    """What each says, or why it can say nothing."""
    council = council_on_paper()
    written = messages([one.source_id for one in documents if one.kind == "text"])
    about = {
        kind: filling.facts_of(kind, [one.source_id for one in documents if one.kind == kind], on=errand.on)
        for kind in {one.kind for one in documents} - {"text"}
    }
    said: dict[int, str | Refused] = {}
    for one in documents:
        try:
            if one.kind == "text":
                words = written[one.source_id][1]
            else:
                words = approved_words(one, about[one.kind][one.source_id], council, on=errand.on)
            must_be_textable(words.body)
            said[one.pk] = plainer(words.body)
        except Refused as refusal:
            said[one.pk] = refusal
    return said


def _send(errand: Errand, texter: Texter, document: Document, words: str) -> bool:
    key, when = [document.pk], {"run": errand.run, "at": errand.at}
    with transaction.atomic():
        if not move(key, "claim", "prepared", **when):  # type: ignore[arg-type]
            return True
        copy = copy_of(errand, document, "text/plain", as_kept(document.phone, words))
        Copy.objects.bulk_create([copy], ignore_conflicts=True)
    try:
        reference = [texter.send(reference_of(document.pk), document.phone, words)]
    except NotTaken as refusal:
        _fall_back(errand, document, refusal)
    except TryLater as refusal:
        move(key, "give_back", "claimed", reasons=[refusal.sentence], **when)  # type: ignore[arg-type]
        return False
    except Exception as fault:
        move(key, "doubt", "claimed", reasons=[f"{type(fault).__name__}: {fault}"[:300]], **when)  # type: ignore[arg-type]
        errand.tally.add("in_doubt")
        return False
    else:
        move(key, "send", "claimed", references=reference, **when)  # type: ignore[arg-type]
        errand.tally.add("texted")
    return True


def _fall_back(errand: Errand, document: Document, refusal: Refused) -> None:
    with transaction.atomic():
        move([document.pk], "refuse", "claimed", run=errand.run, at=errand.at, reasons=[refusal.sentence])
        if document.kind in FALLS_BACK:
            readdress(document.pk, by_post=True, run=errand.run, on=errand.on, at=errand.at)
    errand.tally.add("bounced")
