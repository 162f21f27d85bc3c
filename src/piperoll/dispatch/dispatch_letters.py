"""dispatch_letters: what was prepared is rechecked and goes: emails one by one, letters in print files, then texts.
Nothing goes twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from django.conf import settings

from piperoll.dispatch import outgoing
from piperoll.dispatch.emailing import email_waiting
from piperoll.dispatch.mail import CannotReachMailServer, NoMailServer
from piperoll.dispatch.notify import NOTIFY, NoNotifyKey, NoNotifyTemplate, NoNotifyTextTemplate, NotifyAway
from piperoll.dispatch.notify_posting import post_by_notify
from piperoll.dispatch.posting_out import finish_print_files, post_waiting
from piperoll.dispatch.rules import BY_HAND
from piperoll.dispatch.texting import NoWayToText, QuietHours, text_waiting
from piperoll.foundations.actors import Actor
from piperoll.runs import running


@dataclass(frozen=True)
class Dispatched:
    """What went and what did not. `emails_wait`, `letters_wait` and `texts_wait` say why some were left, if so."""

    run: int
    posted: int
    emailed: int
    texted: int
    pulled: int
    bounced: int
    in_doubt: int
    waiting: int
    print_files: list[str] = field(default_factory=list)
    emails_wait: str = ""
    letters_wait: str = ""
    texts_wait: str = ""


def dispatch_letters(
    *,
    batch: int | None = None,
    on: date,
    at: datetime,
    by: Actor,
    progress: Callable[[int], None] = lambda done: None,
    workers: int | None = None,
) -> Dispatched:
    """Send what one run prepared, or all that waits. Killed at any moment it goes on where it was.

    What was being handed over when a run died is in doubt: an officer says whether it went, or Notify does. An email
    that is refused falls back to post in this very run, an officer's text with the next. Texts come last, since one
    about a bill follows its bill. Raises StillWorking, NoPostRoom.
    """
    tally = outgoing.Tally(progress)
    emails_wait = ""
    with running.start("dispatch_letters", on=on, at=at, by=by, inputs={"batch": batch}) as run:
        finish_print_files()
        errand = outgoing.Errand(run.id, batch, on, at, tally, workers)
        outgoing.doubt_interrupted(errand)
        try:
            email_waiting(errand)
        except (NoMailServer, CannotReachMailServer, NoNotifyKey, NoNotifyTemplate) as refusal:
            emails_wait = refusal.sentence
        files, letters_wait = _post(errand)
        texts_wait = _text(errand)
        waiting = outgoing.count_waiting(batch)
        dispatched = Dispatched(
            run.id,
            tally.posted,
            tally.emailed,
            tally.texted,
            tally.pulled,
            tally.bounced,
            tally.in_doubt,
            waiting,
            files,
            emails_wait,
            letters_wait,
            texts_wait,
        )
        run.finish(**{name: value for name, value in asdict(dispatched).items() if name != "run"})
    return dispatched


def _post(errand: outgoing.Errand) -> tuple[list[str], str]:
    """Letters by the way the council posts: the print files made, and why some wait. Braille goes by no machine."""
    if settings.POST_BY != NOTIFY:
        return post_waiting(errand), ""
    by_hand = post_waiting(errand, BY_HAND)
    try:
        return by_hand, post_by_notify(errand)
    except (NoNotifyKey, NotifyAway) as refusal:
        return by_hand, refusal.sentence


def _text(errand: outgoing.Errand) -> str:
    """Texts; why they wait, if they do."""
    try:
        text_waiting(errand)
    except (NoWayToText, QuietHours, NoNotifyKey, NoNotifyTextTemplate, NotifyAway) as refusal:
        return refusal.sentence
    return ""
