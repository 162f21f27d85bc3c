"""Keys by which another system acts for a member of staff: made once, shown once, kept only as a digest."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date

from django.db.models import Q

from piperoll.authority.models import ApiKey
from piperoll.authority.sign_in import actor_of
from piperoll.foundations.actors import Actor

PREFIX = "piperoll_"
SHOWN = len(PREFIX) + 6


def new_secret() -> str:
    """A key of 256 random bits, whose beginning says what it opens."""
    return PREFIX + secrets.token_urlsafe(32)


def digest_of(secret: str) -> bytes:
    """What is kept of a key. So long a secret needs no slow hash."""
    return hashlib.sha256(secret.encode()).digest()


def actor_with(secret: str, *, on: date) -> Actor | None:
    """Whom a key lets in on a day, or None; the day it was last used is noted once a day."""
    in_use = Q(ended_on__isnull=True) & Q(valid_to__gte=on, user__is_active=True)
    key = ApiKey.objects.select_related("user").filter(in_use, digest=digest_of(secret)).first()
    if key is None:
        return None
    if key.last_used_on != on:
        ApiKey.objects.filter(pk=key.pk).update(last_used_on=on)
    return actor_of(key.user)
