"""decide_complaint: what a stage found, why, and what is done about it; a letter says so, and recovery goes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.disputes import complaint_letters
from piperoll.disputes.complaining import complaint_numbered, must_be_undecided, stage_of_now
from piperoll.disputes.models import Finding
from piperoll.disputes.rules import FINDINGS, STAGES, complaint_reference
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.heard_outside import UPHELD, News, tell
from piperoll.safeguards.holding import let_go
from piperoll.safeguards.words import few_words


class NotAFinding(Refused):
    """{finding!r} is nothing a complaint can come to. It can be {known}."""


class NoRemedy(Refused):
    """A complaint that is upheld is put right: say how, in a few words."""


@dataclass(frozen=True)
class ComplaintDecided:
    """A stage decided, with so many letters on their way."""

    run: int
    complaint: int
    stage: str
    finding: str
    letters: int
    was_late: bool


def decide_complaint(
    *, complaint: int, finding: str, words: str, remedy: str = "", on: date, at: datetime, by: Actor
) -> ComplaintDecided:
    """Decide the stage a complaint has come to; its hold ends.

    Raises NoSuchComplaint, StageDecided, NotAFinding, NoRemedy, WordsMissing, WordsTooLong, CardNumber,
    NoApprovedTemplate.
    """
    by.must("decide_complaint")
    said = few_words(words, "why, as the letter will say it", longest=500)
    right = few_words(remedy, "what is done to put it right", needed=False, longest=300)
    if finding not in FINDINGS:
        raise NotAFinding(finding=finding[:20], known=", ".join(FINDINGS), field="finding")
    if finding != "not_upheld" and not right:
        raise NoRemedy(field="remedy")
    found = complaint_numbered(complaint)
    with running.act("decide_complaint", on=on, at=at, by=by, complaint=complaint, finding=finding) as run:
        stage = stage_of_now(found)
        must_be_undecided(stage)
        words_now = f"{complaint_reference(complaint)} {FINDINGS[finding].lower()}, {STAGES[stage.stage].lower()}"
        Finding.objects.create(
            stage=stage, finding=finding, words=said, remedy=right, decided_on=on, run_id=run.id
        )  # fmt: skip
        if stage.hold_id:
            let_go(stage.hold_id, on=on, why=words_now, run=run.id)
        if finding != "not_upheld":
            why = f"{complaint_reference(complaint)} upheld"
            tell(News(found.customer_id, UPHELD, why, found.invoice_id), run=run.id)
        sent = complaint_letters.send(complaint_letters.DECIDED, stage.pk, run=run.id, on=on, at=at)
        run.finish(said=words_now, why=said)
    return ComplaintDecided(run.id, complaint, stage.stage, finding, sent.documents, on > stage.decide_by)
