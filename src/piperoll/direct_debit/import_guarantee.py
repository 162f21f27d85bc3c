"""import_guarantee: the Guarantee in Welsh, in the scheme's own words, as the council's bank gave them to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.direct_debit.models import GuaranteeWording
from piperoll.direct_debit.rules import DAYS, GUARANTEE, ORGANISATION
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class NotUtf8(Refused):
    """The file is not text in UTF-8. Save it so, a paragraph on each line, and try again."""


class NotTheGuarantee(Refused):
    """This cannot be the Guarantee: {why}. Its first line is its heading, and each line after it a paragraph, with
    {{organisation}} where our name goes and {{days}} where the number of working days goes."""


class SayWhoGaveIt(Refused):
    """Say where the words come from: the bank, and the day it gave them."""


class SameGuarantee(Refused):
    """These very words hold already, since {valid_from:%-d %B %Y}: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class GuaranteeImported:
    """The Guarantee's heading in Welsh, and the day from which letters carry it."""

    run: int
    heading: str
    valid_from: date


def import_guarantee(
    *, content: bytes, source: str, valid_from: date | None = None, on: date, at: datetime, by: Actor
) -> GuaranteeImported:
    """Keep the Welsh words, from today unless told. They are the scheme's: Piperoll has none of its own.

    Raises SayWhoGaveIt, NotUtf8, NotTheGuarantee, SameGuarantee.
    """
    by.must("import_guarantee")
    whence, begins = " ".join(source.split())[:200], valid_from or on
    if not whence:
        raise SayWhoGaveIt(field="source")
    heading, *paragraphs = _lines(content)
    _must_match(paragraphs)
    with running.act("import_guarantee", on=on, at=at, by=by, source=whence) as run:
        standing = GuaranteeWording.objects.filter(valid_from__lte=begins).first()
        words = "\n".join(paragraphs)
        if standing and (standing.heading, standing.paragraphs) == (heading, words):
            raise SameGuarantee(valid_from=standing.valid_from)
        GuaranteeWording.objects.create(
            heading=heading, paragraphs=words, source=whence, valid_from=begins, run_id=run.id
        )
        run.finish(paragraphs=len(paragraphs))
    return GuaranteeImported(run.id, heading, begins)


def _lines(content: bytes) -> list[str]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotUtf8(field="file") from None
    if "\x00" in text:
        raise NotUtf8(field="file")
    return [line for line in (" ".join(line.split()) for line in text.splitlines()) if line] or [""]


def _must_match(paragraphs: list[str]) -> None:
    """As many paragraphs as the scheme's English, with the same places to fill. Raises NotTheGuarantee."""
    if len(paragraphs) != len(GUARANTEE):
        why = f"it has {len(paragraphs)} paragraphs under its heading, and the English has {len(GUARANTEE)}"
        raise NotTheGuarantee(why=why, field="file")
    for number, (ours, english) in enumerate(zip(paragraphs, GUARANTEE, strict=True), 1):
        for place in (ORGANISATION, DAYS):
            if (place in ours) != (place in english):
                lacks = "lacks" if place in english else "has no use for"
                raise NotTheGuarantee(why=f"paragraph {number} {lacks} {place}", field="file")
