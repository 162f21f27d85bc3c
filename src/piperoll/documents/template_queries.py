"""Finding letter templates: by name, and the words in force for a purpose on a day."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date

from piperoll.documents.models import LetterTemplate, TemplateVersion
from piperoll.foundations.refusals import Refused

ANY_STAGE = LetterTemplate.ANY_STAGE


class NoSuchTemplate(Refused):
    """There is no letter template called {name!r}. See Letters, Templates for those there are."""


class NoApprovedTemplate(Refused):
    """No approved template says what goes with {what} on {on:%-d %B %Y}. Write one under Letters, Templates, and have a
    second person approve it."""


class NoSuchStage(Refused):
    """A letter may be written at the stage {known}, not {stage!r}."""


def must_be_a_stage(stage: str) -> None:
    """Raises NoSuchStage."""
    if stage not in dict(LetterTemplate.STAGES):
        raise NoSuchStage(known=", ".join(dict(LetterTemplate.STAGES)), stage=stage[:40])


def template_called(name: str) -> LetterTemplate:
    """The template with a name. Raises NoSuchTemplate."""
    found = LetterTemplate.objects.filter(name=name.strip().lower()).first()
    if found is None:
        raise NoSuchTemplate(name=name[:60])
    return found


def in_force(template: LetterTemplate, on: date) -> TemplateVersion | None:
    """The newest version approved by a day."""
    approved = template.versions.filter(approval__effective_on__lte=on)
    return approved.select_related("template").order_by("-number").first()


def variant_in_force(
    template: LetterTemplate, *, language: str, audience: str, stage: str = ANY_STAGE, on: date
) -> TemplateVersion:
    """The approved words of a template of its own for one reader: the nearest of it and its variants.

    A variant of `please-call` is named after it: `please-call-cy`, `please-call-representative`,
    `please-call-reminder`. Raises NoApprovedTemplate.
    """
    family = [template, *LetterTemplate.objects.filter(kind=template.kind, name__startswith=f"{template.name}-")]
    version = _nearest(family, language, audience, stage, on) or in_force(template, on)
    if version is None:
        raise NoApprovedTemplate(what=template.name, on=on)
    return version


def words_for(kind: str, *, language: str, audience: str, stage: str = ANY_STAGE, on: date) -> TemplateVersion:
    """The approved words for a purpose: in the language, for the reader and at the stage asked, else the nearest there
    is. Raises NoApprovedTemplate."""
    version = _nearest(list(LetterTemplate.objects.filter(kind=kind)), language, audience, stage, on)
    if version is None:
        raise NoApprovedTemplate(what=dict(LetterTemplate.KINDS)[kind].lower(), on=on)
    return version


def nearness(language: str, audience: str, stage: str) -> list[tuple[str, str, str]]:
    """What would do for a reader, the best first, as language, reader and stage.

    A stage without words of its own gives way first, to the plain ones; then a reader gets the customer's, then Welsh
    gets English: plain words do no harm, words meant for somebody else may.
    """
    return list(dict.fromkeys(itertools.product((language, "en"), (audience, "self"), (stage, ANY_STAGE))))


def _nearest(
    family: Sequence[LetterTemplate], language: str, audience: str, stage: str, on: date
) -> TemplateVersion | None:
    for wanted in nearness(language, audience, stage):
        for one in family:
            if (one.language, one.audience, one.stage) == wanted and (version := in_force(one, on)):
                return version
    return None
