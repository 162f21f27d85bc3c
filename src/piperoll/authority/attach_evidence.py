"""attach_evidence: whoever asked keeps a file with their request, exactly as it came, while it is not decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.authority.asking import hold, must_be_theirs
from piperoll.authority.evidence import keep
from piperoll.formats.attachments import checked
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running

UNDECIDED = ("waiting", "returned")


class RequestIsOver(Refused):
    """Request {request} is {state}: nothing can be kept with it any more."""


class KeptAlready(Refused):
    """{name} is kept with request {request} already: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class EvidenceAttached:
    """A file kept with a request, with its SHA-256."""

    run: int
    request: int
    name: str
    digest: str


def attach_evidence(
    *, request: int, name: str, content: bytes, on: date, at: datetime, by: Actor
) -> EvidenceAttached:  # fmt: skip
    """Keep a file with one's own request.

    Raises NotADocument, NoSuchRequest, NotYours, RequestIsOver, KeptAlready, TooManyFiles.
    """
    document = checked(name, content)
    digest = document.digest.hex()
    with running.act("attach_evidence", on=on, at=at, by=by, request=request, digest=digest) as run:
        standing = hold(request, by)
        must_be_theirs(standing, by, act="add to")
        if standing.state not in UNDECIDED:
            raise RequestIsOver(request=request, state=standing.state)
        if not keep([document], request=standing.request, run=run, at=at):
            raise KeptAlready(name=document.name, request=request)
    return EvidenceAttached(run.id, request, document.name, digest)
