"""The reminder, as a letter, an email or a text: put on its way as its run is issued, in the words for its stage and
track, and asked about once more as it leaves."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any

from piperoll.database.json_columns import with_json
from piperoll.database.statements import beside
from piperoll.dispatch import kinds
from piperoll.dispatch.filling import worded
from piperoll.dispatch.models import Document
from piperoll.dispatch.prepare_letters import stage as prepare
from piperoll.documents.blanks import fill
from piperoll.documents.council_on_paper import council_on_paper
from piperoll.documents.models import TemplateVersion
from piperoll.documents.rendering.dates import long_date
from piperoll.documents.rendering.invoice_document import Recipient
from piperoll.documents.rendering.letter_document import LetterDocument
from piperoll.documents.template_queries import NoApprovedTemplate, all_in_force, nearest
from piperoll.foundations.money import pounds
from piperoll.recovery import ladder
from piperoll.recovery.protocol import DAYS_TO_REPLY, LATEST_POST
from piperoll.recovery.rules import LETTER_OF_CLAIM, STAGES
from piperoll.runs.running import RunInHand

sql = beside(__file__)
KIND, ACT = "reminder", "send_reminder"
TEXT, TEXT_ACT = "rem_text", "text"
KINDS = (KIND, TEXT)
Facts = namedtuple("Facts", "source_id customer_reference customer_name overdue owed reply_by")


def register() -> None:
    """Make the letter and the text known to dispatch. A text keeps the hours in which we telephone."""
    kinds.register(kinds.Kind(KIND, ACT, drawn, facts_of, _newest, no_longer_right))
    kinds.register(kinds.Kind(TEXT, TEXT_ACT, drawn, facts_of, _newest, no_longer_right, keeps_hours=True))


def kind_of(goes_by: str) -> str:
    """The kind of document that goes by a way."""
    return TEXT if goes_by == "text" else KIND


def send(*, run: RunInHand, reminder_run: int) -> dict[str, int]:
    """Put a letter, email or text for each account of an issued run on its way, whatever its stage; their totals."""
    on = run.effective_on
    told = [
        prepare(
            kind, partial(sql.sources, reminder_run=reminder_run, ways=ways, on=on), partial(sql.by_email, on=on),
            run=run.id, on=on, at=run.at,
        )
        for kind, ways in ((KIND, ["letter", "email"]), (TEXT, ["text"]))
    ]  # fmt: skip
    counted = ("documents", "post", "email", "text", "nobody", "pulled")
    return {name: sum(getattr(one, name) for one in told) for name in counted}


def facts_of(sources: Sequence[int], on: date) -> dict[int, Facts]:
    """The facts of some reminders, as their letters write them."""
    rows = [with_json(row, "owed") for row in sql.reminders(proposals=list(sources))]
    return {
        row.source_id: Facts(
            row.source_id,
            row.customer_reference,
            row.customer_name,
            row.chased_pence,
            _lines(row.owed or []),
            on + DAYS_TO_REPLY if row.stage == LETTER_OF_CLAIM else None,
        )
        for row in rows
    }


def drawn(documents: Sequence[Document]) -> Iterator[LetterDocument]:
    """The letter of each document, to its own recipient."""
    council = council_on_paper()
    facts = facts_of([document.source_id for document in documents], documents[0].dated)
    among = {dated: all_in_force(documents[0].kind, dated) for dated in {document.dated for document in documents}}
    for document in documents:
        kind, dated = document.kind, document.dated
        version = words_of(
            kind, document.stage, document.track, language=document.language, audience=document.audience, on=dated,
            among=among[dated],
        )  # fmt: skip
        language = version.template.language
        values = worded(
            facts[document.source_id], council, recipient=document.recipient, on=dated, language=language
        )  # fmt: skip
        subject, body = (fill(kind, text, values) for text in (version.subject, version.body))
        lines = filter(None, (*document.lines.split("\n"), document.postcode))
        yield LetterDocument(
            council=council, recipient=Recipient(document.recipient, tuple(lines)), reference=document.number,
            dated=dated, subject=subject, body=body, language=document.language, written_in=language,
        )  # fmt: skip


def words_of(
    kind: str, stage: str, track: str, *, language: str, audience: str, on: date, among: Sequence[TemplateVersion] = ()
) -> TemplateVersion:
    """The words of a stage on a track. A letter of claim is never in the plain words of a reminder: the law says what
    it holds, so that it is English, or the customer's own, before it is that. Raises NoApprovedTemplate."""
    wanted = dict.fromkeys([(language, audience), ("en", audience), ("en", "self")])
    versions = among or all_in_force(kind, on)
    for tongue, reader in wanted:
        version = nearest(versions, language=tongue, audience=reader, stage=stage, track=track)
        if version and (stage != LETTER_OF_CLAIM or version.template.stage == stage):
            return version
    by_text = " by text" if kind == TEXT else ""
    raise NoApprovedTemplate(what=f"a {STAGES[stage].lower()}{by_text}", on=on)


def no_longer_right(sources: Sequence[int], on: date) -> dict[int, str]:
    """Reminders the ladder does not ask for any more on the day they leave, each with the reason."""
    asked = sql.asked(proposals=list(sources))
    stands = ladder.standings(on, [row.customer_id for row in asked])
    return {row.id: said for row in asked if (said := _why_not(row, stands.get(row.customer_id), on))}


def _why_not(asked: Any, now: Any, on: date) -> str:
    if asked.stage == LETTER_OF_CLAIM and on > asked.dated + LATEST_POST:
        return "A letter of claim is posted on its own day, or the next (Pre-Action Protocol 3.3): propose it afresh."
    if now is None:
        return "Nothing is overdue any more."
    if now.why != "send" or now.stage != asked.stage:
        return f"It does not hold any more. {now.reason}"
    if now.track != asked.track:
        return "What they owe is on another track now, and its words are others."
    if now.goes_by != asked.goes_by:
        return f"It would go another way now. {now.reason}"
    if now.chased_pence < asked.chased_pence:
        return "Less is chased now than it asks for."
    return ""


def _newest(customer: int) -> int | None:
    rows = sql.newest(customer=customer)
    return int(rows[0].source_id) if rows else None


def _lines(owed: Sequence[dict[str, Any]]) -> str:
    """A line for each instalment the letter asks for, the oldest first."""
    return "\n".join(
        f"* {one['reference']}{', ' + one['service'] if one['service'] else ''} "
        f"({long_date(date.fromisoformat(one['since']))}): {pounds(one['pence'])}"
        for one in owed
    )
