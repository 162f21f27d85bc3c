"""make_evidence_pack: all that answers an indemnity claim in one PDF, kept as it was made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.bacs import evidence
from piperoll.bacs.claims import claim_numbered
from piperoll.bacs.models import EvidencePack
from piperoll.dispatch import post_room
from piperoll.documents.rendering.engine import render
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class NoSuchPack(Refused):
    """There is no evidence pack {pack}. Make one on the claim's page."""


@dataclass(frozen=True)
class PackMade:
    """A pack of evidence with the SHA-256 of its bytes; `already` when nothing is new since it was made."""

    run: int
    claim: int
    pack: int
    sha256: str
    size: int
    already: bool


def make_evidence_pack(*, claim: int, on: date, at: datetime, by: Actor) -> PackMade:
    """Draw the evidence about a claim and keep it; without anything new it is the pack there is, to the byte.

    Raises NoSuchClaim, CannotDraw, NoPostRoom.
    """
    by.must("make_evidence_pack")
    with running.act("make_evidence_pack", on=on, at=at, by=by, claim=claim) as run:
        claim_numbered(claim)
        content = render(evidence.pack(claim))
        digest = post_room.keep(content)
        made, is_new = EvidencePack.objects.get_or_create(
            claim_id=claim, sha256=digest, defaults={"size": len(content), "made_at": at, "run_id": run.id}
        )
        run.finish(pack=made.pk, sha256=digest.hex())
    return PackMade(run.id, claim, made.pk, digest.hex(), len(content), not is_new)


def kept_pack(pack: int) -> tuple[EvidencePack, bytes]:
    """A pack as it was made, proved by its digest. Raises NoSuchPack, CopyLost."""
    found = EvidencePack.objects.filter(pk=pack).select_related("claim__mandate__standing__customer").first()
    if found is None:
        raise NoSuchPack(pack=pack)
    return found, post_room.kept(bytes(found.sha256))
