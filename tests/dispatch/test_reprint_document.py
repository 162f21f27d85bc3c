"""What was sent comes out again byte for byte, or it is said that it cannot."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from dispatch.letters import LATER, now, prepare, send, to
from piperoll.dispatch.finding import NoSuchCopy
from piperoll.dispatch.post_room import CopyLost
from piperoll.dispatch.reprint_document import reprint_document
from piperoll.foundations.actors import Actor


def test_the_same_bytes_and_the_digest_that_proves_them(billed: int, manager: Actor) -> None:
    prepare(manager)
    with pytest.raises(NoSuchCopy):
        reprint_document(document=to("Ada").pk, **now(manager))
    send(manager)
    again = reprint_document(document=to("Ada").pk, **now(manager, LATER))
    assert hashlib.sha256(again.content).hexdigest() == again.sha256


@pytest.mark.parametrize("harm", ["gone", "altered"])
def test_a_copy_that_was_tampered_with_is_refused(billed: int, manager: Actor, post_room: Path, harm: str) -> None:
    prepare(manager)
    send(manager)
    digest = reprint_document(document=to("Ada").pk, **now(manager, LATER)).sha256
    file = post_room / "copies" / digest[:2] / digest[2:4] / digest
    file.unlink() if harm == "gone" else file.write_bytes(b"other")
    with pytest.raises(CopyLost, match="Restore"):
        reprint_document(document=to("Ada").pk, **now(manager, LATER))
