"""Finding letter templates: by name, and the words in force for a purpose on a day."""

from __future__ import annotations

from datetime import date

from piperoll.documents.models import LetterTemplate, TemplateVersion
from piperoll.foundations.refusals import Refused


class NoSuchTemplate(Refused):
    """There is no letter template called {name!r}. See Letters, Templates for those there are."""


class NoApprovedTemplate(Refused):
    """No approved template says what goes with {what} on {on:%-d %B %Y}. Write one under Letters, Templates, and have a
    second person approve it."""


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


def variant_in_force(template: LetterTemplate, *, language: str, audience: str, on: date) -> TemplateVersion:
    """The approved words of a template of its own for one reader: the nearest of it and its variants.

    A variant of `please-call` is named after it: `please-call-cy`, `please-call-representative`. A reader without words
    of their own gets the customer's; Welsh without words of its own gets English. Raises NoApprovedTemplate.
    """
    family = [template, *LetterTemplate.objects.filter(kind=template.kind, name__startswith=f"{template.name}-")]
    for wanted in dict.fromkeys([(language, audience), (language, "self"), ("en", audience), ("en", "self")]):
        for one in family:
            if (one.language, one.audience) == wanted and (version := in_force(one, on)):
                return version
    if version := in_force(template, on):
        return version
    raise NoApprovedTemplate(what=template.name, on=on)


def words_for(kind: str, *, language: str, audience: str, on: date) -> TemplateVersion:
    """The approved words for a purpose: in the language and for the reader asked, else the nearest there is.

    A reader without words of their own gets the customer's; Welsh without words of its own gets English.
    Raises NoApprovedTemplate.
    """
    wanted = [(language, audience), (language, "self"), ("en", audience), ("en", "self")]
    for one_language, one_audience in dict.fromkeys(wanted):
        template = LetterTemplate.objects.filter(kind=kind, language=one_language, audience=one_audience).first()
        version = in_force(template, on) if template else None
        if version:
            return version
    raise NoApprovedTemplate(what=dict(LetterTemplate.KINDS)[kind].lower(), on=on)
