"""set_dispute_code: from a day on, what a dispute may be about, which service answers and in how many working days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.council.dating import begin
from piperoll.council.models import Service
from piperoll.disputes.assign_dispute import NoSuchServiceToAsk
from piperoll.disputes.models import Code
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.words import few_words

LONGEST = 60


class NotACode(Refused):
    """A code is 2 to 24 small letters, digits and underscores, like not_delivered; {code!r} is not."""


class NotThatManyDays(Refused):
    """A service has from 1 to 60 working days to answer, not {days}."""


@dataclass(frozen=True)
class DisputeCodeSet:
    """What a code means from a day on."""

    run: int
    code: str
    name: str
    is_used: bool
    valid_from: date


def set_dispute_code(
    *, code: str, name: str, answer_days: int, service: str = "", is_used: bool = True, valid_from: date,
    authority: str, source: str = "", to_verify: bool = False, on: date, at: datetime, by: Actor,
) -> DisputeCodeSet:  # fmt: skip
    """Begin a code, or another meaning of one; no `service` means the one that billed.

    Raises NotACode, NotThatManyDays, NoSuchServiceToAsk, WordsMissing, NoAuthority, BeginsTooEarly.
    """
    by.must("set_dispute_code")
    if not (2 <= len(code) <= 24 and code.replace("_", "").isalnum() and code == code.lower() and code.isascii()):
        raise NotACode(code=code[:30], field="code")
    if not 1 <= answer_days <= LONGEST:
        raise NotThatManyDays(days=answer_days, field="answer_days")
    called = few_words(name, "what the code means", longest=80)
    with running.act("set_dispute_code", on=on, at=at, by=by, code=code) as run:
        asked = Service.objects.filter(code=service).first() if service else None
        if service and asked is None:
            raise NoSuchServiceToAsk(code=service[:12], field="service")
        row = Code(
            code=code, name=called, service=asked, answer_days=answer_days, is_used=is_used, valid_from=valid_from,
            authority=authority.strip()[:120], source=source.strip()[:200] or authority.strip()[:120],
            to_verify=to_verify,
        )  # fmt: skip
        begin(row, Code.objects.filter(code=code), what=f"“{called}”", on=on)
        run.finish(said=f"Disputes about “{called}” from {valid_from:%-d %B %Y}")
    return DisputeCodeSet(run.id, code, called, is_used, valid_from)
