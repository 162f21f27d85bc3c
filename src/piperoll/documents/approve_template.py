"""approve_template: a second person says that a template's newest words may be sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.documents.models import LetterTemplate, TemplateApproval, TemplateVersion
from piperoll.documents.template_queries import NoSuchTemplate
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class NotYourOwnWords(Refused):
    """You wrote version {number} of {name}: somebody else must approve it. Nothing was changed."""


class ApprovedAlready(Refused):
    """Version {number} of {name} was approved by {approver} already: nothing was changed."""

    exit_code = 0


class NotTheNewest(Refused):
    """{name} has a newer version, {newest}: read that one and approve it instead of version {number}."""


@dataclass(frozen=True)
class Approved:
    """A version that may be sent from today."""

    run: int
    name: str
    number: int


def approve_template(*, name: str, number: int, on: date, at: datetime, by: Actor) -> Approved:
    """Approve the version one has read, if it is still the newest.

    Raises NoSuchTemplate, NotTheNewest, ApprovedAlready, NotYourOwnWords.
    """
    with running.act("approve_template", on=on, at=at, by=by, name=name, number=number) as run:
        template = LetterTemplate.objects.select_for_update().filter(name=name.strip().lower()).first()
        newest = template.versions.first() if template else None
        if template is None or newest is None:
            raise NoSuchTemplate(name=name[:60])
        if newest.number != number:
            raise NotTheNewest(name=name, newest=newest.number, number=number)
        standing = TemplateApproval.objects.filter(version=newest).first()
        if standing:
            raise ApprovedAlready(number=number, name=name, approver=standing.approved_by)
        if newest.written_by_user_id == by.user_id:
            raise NotYourOwnWords(number=number, name=name)
        approval(run.id, newest, on=on, at=at, by=by).save()
    return Approved(run.id, template.name, number)


def approval(run: int, version: TemplateVersion, *, on: date, at: datetime, by: Actor) -> TemplateApproval:
    """That somebody approves a version, to be written inside a deed's transaction."""
    return TemplateApproval(
        version=version, written_by_user_id=version.written_by_user_id, approved_by_user_id=by.user_id,
        approved_by=by.name, approved_at=at, effective_on=on, run_id=run,
    )  # fmt: skip
