"""A name for each bank line that stays the same when the bank sends it again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

from piperoll.formats.statements import AccountIdentity, Line


def fingerprints(
    bank_account: AccountIdentity, lines: Iterable[Line], seen: Counter[bytes] | None = None
) -> list[bytes]:
    """SHA-256 for each line over account, day, sum, type, narrative and references, and which one of its likes it is.

    The statement's own number, the bank's own reference and the place in the file do not count, so a day delivered
    twice gives the same names; two genuine payments alike in everything on one day get different ones. Hand the same
    `seen` to each statement of a file so that likes are counted across them.
    """
    seen = Counter() if seen is None else seen
    account = bank_account.key
    names = []
    for line in lines:
        likeness = sha256(_likeness(account, line)).digest()
        seen[likeness] += 1
        names.append(sha256(likeness + seen[likeness].to_bytes(4, "big")).digest())
    return names


def _likeness(account: str, line: Line) -> bytes:
    fixed = (account, line.booked_on.isoformat(), str(line.amount_pence), line.type_code)
    parts = (*fixed, str(len(line.narrative)), *line.narrative, *line.references)
    return "\x1f".join(part.replace("\x1f", " ") for part in parts).encode()
