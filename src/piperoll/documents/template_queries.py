"""Finding letter templates: by name, and the words in force for a purpose on a day."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from piperoll.documents.models import LetterTemplate, TemplateVersion
from piperoll.foundations.refusals import Refused

ANY_STAGE, ANY_TRACK = LetterTemplate.ANY_STAGE, LetterTemplate.ANY_TRACK
OF_THE_LAW = ("before_action", "letter_of_claim")
"""Stages whose own words go before those of a track: what they must say is asked for later."""


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
    return _in_force(Q(template=template), on).first()


def all_in_force(kind: str, on: date) -> list[TemplateVersion]:
    """Of every template of a kind, the newest version approved by a day."""
    return list(_in_force(Q(template__kind=kind), on))


def _in_force(of: Q, on: date) -> QuerySet[TemplateVersion]:
    approved = TemplateVersion.objects.filter(of, approval__effective_on__lte=on).select_related("template")
    return approved.order_by("template_id", "-number").distinct("template_id")


def variant_in_force(
    template: LetterTemplate, *, language: str, audience: str, stage: str = ANY_STAGE, on: date
) -> TemplateVersion:
    """The approved words of a template of its own for one reader: the nearest of it and its variants.

    A variant of `please-call` is named after it: `please-call-cy`, `please-call-representative`,
    `please-call-reminder`. Raises NoApprovedTemplate.
    """
    variants = Q(template__kind=template.kind, template__name__startswith=f"{template.name}-")
    family = list(_in_force(Q(template=template) | variants, on))
    own = (one for one in family if one.template_id == template.pk)
    version = nearest(family, language=language, audience=audience, stage=stage) or next(own, None)
    if version is None:
        raise NoApprovedTemplate(what=template.name, on=on)
    return version


def words_for(
    kind: str, *, language: str, audience: str, stage: str = ANY_STAGE, track: str = ANY_TRACK, on: date
) -> TemplateVersion:
    """The approved words for a purpose: in the language, for the reader, at the stage and on the track asked, else the
    nearest there is. Raises NoApprovedTemplate."""
    version = nearest(all_in_force(kind, on), language=language, audience=audience, stage=stage, track=track)
    if version is None:
        raise NoApprovedTemplate(what=dict(LetterTemplate.KINDS)[kind].lower(), on=on)
    return version


def nearness(language: str, audience: str, stage: str, track: str = ANY_TRACK) -> list[tuple[str, str, str, str]]:
    """What would do for a reader, the best first, as language, reader, stage and track.

    A stage without words of its own gives way first, to those of its track, then the track to those of the stage, then
    both to the plain ones; then a reader gets the customer's, then Welsh gets English: plain words do no harm, words
    meant for somebody else may.
    """
    either = [(ANY_STAGE, track), (stage, ANY_TRACK)]
    narrowed = [(stage, track), *(reversed(either) if stage in OF_THE_LAW else either), (ANY_STAGE, ANY_TRACK)]
    asked = itertools.product((language, "en"), (audience, "self"), narrowed)
    return list(dict.fromkeys((tongue, reader, *words) for tongue, reader, words in asked))


def nearest(
    versions: Sequence[TemplateVersion], *, language: str, audience: str, stage: str = ANY_STAGE, track: str = ANY_TRACK
) -> TemplateVersion | None:
    """Of some versions the one that would do best; None when none would do."""
    known = {
        (one.template.language, one.template.audience, one.template.stage, one.template.track): one
        for one in sorted(versions, key=lambda one: one.template.name, reverse=True)
    }
    return next((known[wanted] for wanted in nearness(language, audience, stage, track) if wanted in known), None)
