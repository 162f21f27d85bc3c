"""Links by which payers set a Direct Debit up themselves: found by their digest, used once, tried a few times."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, datetime, timedelta

from piperoll.direct_debit.models import Invitation, InvitationTry
from piperoll.foundations.refusals import Refused

GOOD_FOR = timedelta(days=14)
MOST_TRIES = 10
"""How often bank details may be tried with one link: enough for slips, too few to look for accounts."""


class LinkDoesNotWork(Refused):
    """This link does not work. It may have been used, or be too old. Ask us for another."""


def new_word() -> str:
    """A word nobody can guess: 32 bytes of chance."""
    return secrets.token_urlsafe(32)


def key_of(word: str) -> bytes:
    """What is kept of a word: its SHA-256, from which it cannot be found again."""
    return hashlib.sha256(word.encode()).digest()


def by_word(word: str) -> Invitation | None:
    """The invitation of a link, whatever became of it."""
    return Invitation.objects.select_related("customer", "use__mandate").filter(key=key_of(word)).first()


def usable(word: str, on: date) -> Invitation:
    """The invitation a link is for, held until the transaction ends. Raises LinkDoesNotWork, which says not why."""
    found = Invitation.objects.select_related("customer").filter(key=key_of(word), use=None, expires_on__gte=on).first()
    if found is None or found.tries.count() >= MOST_TRIES:
        raise LinkDoesNotWork()
    return found


def tried(invitation: Invitation, at: datetime) -> None:
    """Count that bank details were tried with a link."""
    InvitationTry.objects.create(invitation=invitation, tried_at=at)


def hinted(name: str) -> str:
    """A name its owner knows and nobody else learns: `Mrs G••• A•••`."""
    return " ".join(word if word.rstrip(".").lower() in _TITLES else f"{word[:1]}•••" for word in name.split())


_TITLES = ("mr", "mrs", "ms", "miss", "mx", "dr", "the", "and", "&")
