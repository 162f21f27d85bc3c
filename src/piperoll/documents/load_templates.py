"""load_templates: the wordings Piperoll comes with become this council's first templates, on the word of whoever loads
them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from piperoll.documents.approve_template import approval
from piperoll.documents.models import LetterTemplate, TemplateApproval, TemplateVersion
from piperoll.documents.write_template import must_be_whole
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running

SHIPPED = Path(__file__).with_name("first_templates.json")
WRITER, WRITER_ID = "Piperoll", 0
"""Who wrote the wordings that come with the program: nobody who can sign in, so that anyone may approve them."""


class TemplatesLoaded(Refused):
    """Every template that comes with Piperoll is here already: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class Loaded:
    """The templates added and approved."""

    run: int
    names: list[str]


def load_templates(*, on: date, at: datetime, by: Actor) -> Loaded:
    """Add the shipped templates whose name or purpose this council has not filled, approved by whoever loads them.

    A template the council has is left as it is. Raises TemplatesLoaded.
    """
    with running.act("load_templates", on=on, at=at, by=by) as run:
        wanted = missing()
        if not wanted:
            raise TemplatesLoaded()
        for told in wanted:
            must_be_whole(**told)
        versions = _write(wanted, run.id, at)
        TemplateApproval.objects.bulk_create(approval(run.id, one, on=on, at=at, by=by) for one in versions)
        names = [told["name"] for told in wanted]
        run.finish(templates=names)
    return Loaded(run.id, names)


def _write(wanted: list[dict[str, str]], run: int, at: datetime) -> list[TemplateVersion]:
    """The first version of each."""
    words = ("subject", "body")
    templates = LetterTemplate.objects.bulk_create(
        LetterTemplate(**{field: value for field, value in told.items() if field not in words}) for told in wanted
    )
    return TemplateVersion.objects.bulk_create(
        TemplateVersion(
            template=template, number=1, written_by_user_id=WRITER_ID, written_by=WRITER, written_at=at, run_id=run,
            **{field: told[field] for field in words},
        )
        for template, told in zip(templates, wanted, strict=True)
    )  # fmt: skip


def missing() -> list[dict[str, str]]:
    """The shipped templates whose name or purpose this council has not filled."""
    shipped: list[dict[str, str]] = json.loads(SHIPPED.read_text(encoding="utf-8"))
    standing = LetterTemplate.objects.values_list("name", "kind", "language", "audience", "stage", "track")
    names = {name for name, *_ in standing}
    purposes = {tuple(purpose) for _, *purpose in standing if purpose[0] not in LetterTemplate.OF_THEIR_OWN}
    return [
        {**told, "body": told["body"].strip()}
        for told in shipped
        if told["name"] not in names and _purpose(told) not in purposes
    ]


def _purpose(told: dict[str, str]) -> tuple[str, ...]:
    return (
        told["kind"], told["language"], told["audience"], told.get("stage", LetterTemplate.ANY_STAGE),
        told.get("track", LetterTemplate.ANY_TRACK),
    )  # fmt: skip
