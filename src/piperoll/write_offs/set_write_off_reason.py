"""set_write_off_reason: from a day on, a reason for write-offs needs something else, or is given no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.council.dating import begin
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.rules import FLAGS
from piperoll.safeguards.words import few_words
from piperoll.write_offs.models import Reason
from piperoll.write_offs.rules import REASONS, reason_must_be_one

OLDEST = 36_500


class NoSuchFlag(Refused):
    """{flag!r} is no flag a record can carry. There are {known}."""


class NoAge(Refused):
    """A debt must be overdue for a number of days from 0 to 36,500, not {days}."""


@dataclass(frozen=True)
class ReasonSet:
    """What a reason needs from a day on."""

    run: int
    code: str
    is_used: bool
    valid_from: date


def set_write_off_reason(
    *, code: str, needs: str = "", flag: str = "", least_age_days: int = 0, is_used: bool = True, valid_from: date,
    authority: str, source: str = "", to_verify: bool = False, on: date, at: datetime, by: Actor,
) -> ReasonSet:  # fmt: skip
    """Begin another rule for a reason: the evidence it `needs` in words, a `flag` everybody liable must carry, an age.

    Raises NotAReason, NoSuchFlag, NoAge, NoAuthority, BeginsTooEarly.
    """
    by.must("set_write_off_reason")
    reason_must_be_one(code)
    if flag and flag not in FLAGS:
        raise NoSuchFlag(flag=flag[:20], known=", ".join(FLAGS))
    if not 0 <= least_age_days <= OLDEST:
        raise NoAge(days=least_age_days)
    words = few_words(needs, "the evidence it needs", needed=False)
    with running.act("set_write_off_reason", on=on, at=at, by=by, code=code) as run:
        row = Reason(
            code=code, needs=words, flag=flag, least_age_days=least_age_days, is_used=is_used, valid_from=valid_from,
            authority=authority.strip()[:120], source=source.strip()[:200] or authority.strip()[:120],
            to_verify=to_verify,
        )  # fmt: skip
        begin(row, Reason.objects.filter(code=code), what=f"“{REASONS[code]}”", on=on)
        run.finish(said=f"“{REASONS[code]}” as a reason for write-offs from {valid_from:%-d %B %Y}")
    return ReasonSet(run.id, code, is_used, valid_from)
