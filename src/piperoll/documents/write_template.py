"""write_template: new words for a letter we write often; they wait for somebody else's approval."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from piperoll.documents import blanks, plain_english, text_length
from piperoll.documents.models import LetterTemplate, TemplateVersion
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running

LONGEST_BODY = 8000
TEXTS = ("bill_text", "rem_text", "text")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class NotATemplateName(Refused):
    """{name!r} cannot name a template: use small letters, digits and hyphens, like care-reminder, up to 60 of them."""


class NotATemplateKind(Refused):
    """{value!r} is not a {what} of template. It may be {known}."""


class SayWhat(Refused):
    """A template needs a subject of up to 120 characters on one line, and a body of up to {most:,}."""


class NotWords(Refused):
    """The words hold something that is no letter, digit or mark: save them as plain text and try again."""


class TooLongToText(Refused):
    """A text message may have {most} letters; these words have {letters}, before any blank is filled."""


class CannotBeTexted(Refused):
    """A text message cannot hold {letters}: write it without."""


class AnotherPurpose(Refused):
    """{name} is a template for {purpose}. Other words for another purpose need another name."""


class PurposeTaken(Refused):
    """{name} already says what goes with that, in that language, to that reader, at that stage and on that track. Write
    a new version of it."""


class NotByTrack(Refused):
    """Only reminders go by the track a debt is on: leave the track out, or choose a reminder."""


class SameWords(Refused):
    """Version {number} of {name} says exactly this already: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class Written:
    """A version written, waiting for approval, and how it reads."""

    run: int
    name: str
    number: int
    reading_ease: int
    verdict: str


def write_template(
    *,
    name: str,
    kind: str,
    subject: str,
    body: str,
    language: str = "en",
    audience: str = "self",
    stage: str = LetterTemplate.ANY_STAGE,
    track: str = LetterTemplate.ANY_TRACK,
    on: date,
    at: datetime,
    by: Actor,
) -> Written:
    """Write a version of a template, the first when there is none of that name. It sends nothing until approved.

    Raises NotATemplateName, NotATemplateKind, NotByTrack, SayWhat, NoSuchBlank, HalfABlank, TooLongToText,
    CannotBeTexted, AnotherPurpose, PurposeTaken, SameWords.
    """
    by.must("write_template")
    name, subject, body = name.strip().lower(), subject.strip(), body.replace("\r\n", "\n").strip()
    must_be_whole(name, kind, language, audience, subject, body, stage, track)
    with running.act("write_template", on=on, at=at, by=by, name=name) as run:
        number = add_version(
            run.id, name, kind, language, audience, subject, body, stage, track,
            at=at, user_id=by.user_id, writer=by.name,
        )  # fmt: skip
    reading = plain_english.read(body)
    return Written(run.id, name, number, reading.score, reading.verdict)


def must_be_whole(
    name: str, kind: str, language: str, audience: str, subject: str, body: str,
    stage: str = LetterTemplate.ANY_STAGE, track: str = LetterTemplate.ANY_TRACK,
) -> None:  # fmt: skip
    """Raise the first thing wrong with a template's name, purpose or words."""
    if not _NAME.fullmatch(name) or len(name) > 60:
        raise NotATemplateName(name=name[:80])
    choices = (
        ("kind", kind, LetterTemplate.KINDS), ("language", language, LetterTemplate.LANGUAGES),
        ("reader", audience, LetterTemplate.AUDIENCES), ("stage", stage, LetterTemplate.STAGES),
        ("track", track, LetterTemplate.TRACKS),
    )  # fmt: skip
    for what, value, known in choices:
        if value not in dict(known):
            raise NotATemplateKind(what=what, value=value[:40], known=", ".join(dict(known)))
    if track != LetterTemplate.ANY_TRACK and kind not in LetterTemplate.BY_TRACK:
        raise NotByTrack()
    if not subject or len(subject) > 120 or "\n" in subject or not body or len(body) > LONGEST_BODY:
        raise SayWhat(most=LONGEST_BODY)
    if not "".join(f"{subject}{body}".split("\n")).replace("\t", "").isprintable():
        raise NotWords()
    blanks.must_be_known(kind, subject, body)
    if kind in TEXTS:
        must_be_textable(blanks.without(body))


def must_be_textable(words: str) -> None:
    """Raise TooLongToText or CannotBeTexted for what no text message can hold."""
    if odd := text_length.cannot_be_texted(words):
        raise CannotBeTexted(letters=" ".join(odd[:10]))
    if text_length.letters(words) > text_length.MOST_LETTERS:
        raise TooLongToText(most=text_length.MOST_LETTERS, letters=text_length.letters(words))


def add_version(
    run: int, name: str, kind: str, language: str, audience: str, subject: str, body: str,
    stage: str = LetterTemplate.ANY_STAGE, track: str = LetterTemplate.ANY_TRACK, *, at: datetime, user_id: int,
    writer: str,
) -> int:  # fmt: skip
    """Add a version inside a deed's transaction; its number. Raises AnotherPurpose, PurposeTaken, SameWords."""
    template = LetterTemplate.objects.select_for_update().filter(name=name).first()
    purpose = {"kind": kind, "language": language, "audience": audience, "stage": stage, "track": track}
    if template is None:
        taken = LetterTemplate.objects.filter(**purpose)
        if kind not in LetterTemplate.OF_THEIR_OWN and (standing := taken.first()):
            raise PurposeTaken(name=standing.name)
        template = LetterTemplate.objects.create(name=name, **purpose)
    elif {field: getattr(template, field) for field in purpose} != purpose:
        raise AnotherPurpose(name=name, purpose=template.purpose.lower())
    last = template.versions.first()
    if last and (last.subject, last.body) == (subject, body):
        raise SameWords(number=last.number, name=name)
    number = last.number + 1 if last else 1
    TemplateVersion.objects.create(
        template=template, number=number, subject=subject, body=body, written_by_user_id=user_id, written_by=writer,
        written_at=at, run_id=run,
    )  # fmt: skip
    return number
