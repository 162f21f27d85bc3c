"""Words are written in versions, with blanks from a closed list."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from piperoll.documents.blanks import HalfABlank, NoSuchBlank, NothingToFillIn, fill
from piperoll.documents.models import LetterTemplate, TemplateVersion
from piperoll.documents.plain_english import read
from piperoll.documents.write_template import (
    AnotherPurpose,
    NotATemplateKind,
    NotATemplateName,
    PurposeTaken,
    SameWords,
    SayWhat,
    Written,
    write_template,
)
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING

WORDS = {"name": "care-welcome", "kind": "letter", "subject": "Welcome", "body": "Dear {{ customer_name }}\n\nHello."}


def write(by: Actor, **other: Any) -> Written:
    return write_template(**{**WORDS, **other}, on=MONDAY, at=MORNING, by=by)


def test_words_come_in_versions_and_none_is_changed(manager: Actor) -> None:
    assert (write(manager).number, write(manager, body="Hello {{ today }}").number) == (1, 2)
    assert [one.body for one in TemplateVersion.objects.order_by("number")] == [WORDS["body"], "Hello {{ today }}"]
    with pytest.raises(SameWords) as refusal:
        write(manager, body="Hello {{ today }}")
    assert refusal.value.exit_code == 0


def test_a_blank_nobody_can_fill_is_refused_with_those_one_can(manager: Actor) -> None:
    with pytest.raises(NoSuchBlank, match=r"'inside_leg' is not a blank.*customer_name"):
        write(manager, body="{{ inside_leg }}")
    with pytest.raises(NoSuchBlank, match="due_date"):
        write(manager, kind="statement", body="{{ due_date }}")
    with pytest.raises(HalfABlank):
        write(manager, subject="{{ today")
    assert not LetterTemplate.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"name": "Care Welcome!"}, NotATemplateName),
        ({"name": ""}, NotATemplateName),
        ({"kind": "poem"}, NotATemplateKind),
        ({"language": "fr"}, NotATemplateKind),
        ({"audience": "dog"}, NotATemplateKind),
        ({"subject": " "}, SayWhat),
        ({"subject": "two\nlines"}, SayWhat),
        ({"body": "x" * 10_000}, SayWhat),
    ],
)
def test_what_cannot_be_a_template_is_said(manager: Actor, wrong: dict[str, str], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        write(manager, **wrong)


def test_a_purpose_has_one_template_and_a_name_one_purpose(manager: Actor) -> None:
    write(manager, name="bill", kind="invoice")
    with pytest.raises(PurposeTaken, match="bill already says"):
        write(manager, name="bill-2", kind="invoice")
    with pytest.raises(AnotherPurpose, match="email with an invoice"):
        write(manager, name="bill")
    write(manager, name="bill-cy", kind="invoice", language="cy")


def test_the_database_too_keeps_a_version_as_it_is(manager: Actor) -> None:
    write(manager)
    with pytest.raises(Exception, match=r"permission denied|append-only"), transaction.atomic():
        TemplateVersion.objects.update(body="Other")
    with pytest.raises(IntegrityError), transaction.atomic():
        version = TemplateVersion.objects.get()
        version.pk = None
        version.save(force_insert=True)


def test_blanks_are_filled_or_it_is_said_what_is_not_known() -> None:
    assert fill("letter", "Dear {{customer_name}},", {"customer_name": "Ada"}) == "Dear Ada,"
    with pytest.raises(NothingToFillIn, match="overdue"):
        fill("letter", "{{ overdue }}", {"overdue": ""})


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("Please pay us by Friday. If you cannot pay, call us.", 85, 100),
        (
            "Notwithstanding the aforementioned obligations, remuneration of outstanding indebtedness "
            "necessitates immediate consideration.",
            0,
            10,
        ),
        ("", 100, 100),
    ],
)
def test_reading_ease_tells_plain_words_from_hard_ones(text: str, least: int, most: int) -> None:
    assert least <= read(text).score <= most


def test_a_long_sentence_is_named() -> None:
    assert len(read("One two. " + "word " * 30 + ".").long_sentences) == 1
