"""The words of a letter or text an officer wrote, kept in the post room under their SHA-256 from the moment they were
shown."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from piperoll.dispatch import post_room
from piperoll.dispatch.models import Message


@dataclass(frozen=True)
class Words:
    """A subject and a body, their blanks filled."""

    subject: str
    body: str

    def keep(self) -> bytes:
        """Keep them; the digest they are found by. Raises NoPostRoom."""
        return post_room.keep(json.dumps([self.subject, self.body], ensure_ascii=False).encode())


def words_of(message: Message) -> Words:
    """What was written, proved by its digest. Raises CopyLost."""
    subject, body = json.loads(post_room.kept(bytes(message.words)))
    return Words(subject, body)


def messages(ids: Sequence[int]) -> dict[int, tuple[Message, Words]]:
    """Messages by number, each with its words."""
    found = Message.objects.select_related("customer").in_bulk(ids)
    return {key: (message, words_of(message)) for key, message in found.items()}
