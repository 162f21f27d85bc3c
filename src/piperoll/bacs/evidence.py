"""What a claim is answered with, as one document: the mandate, what the payer was told, what was taken, the story.

It is dated by the newest thing it tells, so that the same facts are the same bytes whenever they are drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date
from typing import Any
from zoneinfo import ZoneInfo

from piperoll.bacs import calls_on_record, queries
from piperoll.bacs.calls_on_record import CallOnRecord
from piperoll.bacs.rules import CODES, reference_of
from piperoll.database.statements import beside
from piperoll.direct_debit import letters
from piperoll.direct_debit import queries as mandates
from piperoll.direct_debit.bank_details import masked
from piperoll.direct_debit.rules import CHANNELS, INSTRUCTIONS
from piperoll.dispatch.models import Document
from piperoll.documents.council_on_paper import council_on_paper
from piperoll.documents.rendering.dates import long_date
from piperoll.documents.rendering.invoice_document import Recipient
from piperoll.documents.rendering.letter_document import LetterDocument
from piperoll.foundations.money import pounds

sql = beside(__file__)
LONDON = ZoneInfo("Europe/London")
WAYS = {"post": "by post", "email": "by email", "none": "to nobody"}
STEPS = {
    "log": "The claim was logged",
    "challenge": "The claim was challenged",
    "win": "The bank agreed with us",
    "withdraw": "The bank withdrew the claim",
    "settle": "The claim was settled",
}
LIFE = {
    "set_up": "The mandate was set up",
    "lodge": "The instruction was lodged with the payer’s bank",
    "accept": "The mandate came into force",
    "suspend": "The mandate was suspended",
    "resume": "The mandate was resumed",
    "cancel": "The mandate was cancelled",
    "change_bank": "The bank details were changed",
    "amend": "The payer’s bank changed the details",
    "reinstate": "The payer’s bank reinstated it",
    "transfer": "It began to pay for another customer",
}


def pack(number: int) -> LetterDocument:
    """The evidence about a claim. Raises NoSuchClaim."""
    claim = queries.claim(number)
    steps, events = queries.steps(number), mandates.events_of(claim.mandate_id)
    dated = max(row.effective_on for row in (*steps, *events))
    sections = (
        _claim(claim), _mandate(claim, events), *_told(sql.letters(mandate=claim.mandate_id, claim=number)),
        _taken(sql.taken(claim=number)), *_calls(calls_on_record.of_mandate(claim.mandate_id, claim.logged_on)),
        _story(steps, events),
    )  # fmt: skip
    return LetterDocument(
        council=council_on_paper(), recipient=Recipient("The payer’s bank", ("Indemnity claims",)),
        reference=f"CLAIM-{number}", dated=dated, subject=f"Our evidence about claim {claim.bank_reference}",
        body="\n\n".join(sections),
    )  # fmt: skip


def _claim(claim: Any) -> str:
    return (
        f"Your customer claims {pounds(claim.amount_pence)} under the Direct Debit Guarantee, on ground {claim.code}: "
        f"{claim.meaning}. We had the claim on {long_date(claim.logged_on)}. It may be challenged until "
        f"{long_date(claim.challenge_by)} and settles on {long_date(claim.settles_on)}. This is what we hold."
    )


def _mandate(claim: Any, events: Sequence[Any]) -> str:
    account = mandates.accounts_of(claim.mandate_id)[0]
    facts = [
        f"Reference: {claim.reference}",
        f"Payer: {claim.payer_name}",
        f"Bank account: {masked(account.last_four)}; {account.why}",
        f"Given {CHANNELS[claim.channel].lower()} on {long_date(claim.agreed_on)}",
        f"How we knew who gave it: {claim.asked}" if claim.asked else "It was signed on paper",
        *(
            f"{INSTRUCTIONS[row.code]} ({row.code}) in file {row.reference}, processed on {long_date(row.effective_on)}"
            for row in sql.lodged(mandate=claim.mandate_id)
        ),
    ]
    return _section("The mandate", facts)


def _told(rows: Sequence[Any]) -> Iterator[str]:
    """Each letter with how it went, then in its own words."""
    documents = Document.objects.in_bulk([row.document_id for row in rows])
    for row in rows:
        name = "The confirmation" if row.kind == "confirmation" else "The advance notice"
        went = f"It was not sent: {row.reason or row.state}"
        if row.sent_at:
            moment = row.sent_at.replace(tzinfo=row.sent_at.tzinfo or UTC).astimezone(LONDON)
            went = f"It went to {row.recipient} {WAYS[row.channel]} on {long_date(moment.date())} at {moment:%H:%M}"
        facts = [went, f"It is now: {row.state.replace('_', ' ')}"]
        if row.digest:
            facts.append(f"The copy that we keep has the SHA-256 {row.digest}")
        yield _section(f"{name}, {row.number} of {long_date(row.dated)}", facts)
        (drawn,) = letters.drawn([documents[row.document_id]])
        yield f"It said:\n\n{_quoted(drawn)}"


def _quoted(drawn: LetterDocument) -> str:
    """A letter's words, its headings made lines of their own so that they are not taken for ours."""
    words = drawn.body.split("\n\n# The Direct Debit Guarantee")
    tail = ["The Direct Debit Guarantee followed, in the words of the scheme."] if len(words) > 1 else []
    return "\n\n".join([drawn.subject, words[0].replace("\n# ", "\n"), *tail])


def _taken(rows: Sequence[Any]) -> str:
    return _section(
        "What was collected",
        [
            f"{reference_of(row.id)}: {pounds(row.amount_pence)} on {long_date(row.collect_on)} from account "
            f"{masked(row.last_four)}, {CODES[row.code].lower()} ({row.code})"
            + (f", in file {row.serial}" if row.serial else "")
            + f". Notice {row.notice} told of {pounds(row.noticed_pence)} on {long_date(row.noticed_on)}"
            for row in rows
        ],
    )


def _calls(calls: Sequence[CallOnRecord]) -> Iterator[str]:
    """Each call on record, by its day."""
    if calls:
        yield _section("Calls on record", [f"{long_date(call.on)}: {call.words}" for call in calls])


def _story(steps: Sequence[Any], events: Sequence[Any]) -> str:
    told: list[tuple[date, int, str]] = [
        (row.effective_on, 0, f"{LIFE.get(row.event, row.event)}{f': {row.reason}' if row.reason else ''}")
        for row in reversed(events)
    ]
    told += [
        (row.effective_on, 1, f"{STEPS[row.event]}{f': {row.reason}' if row.reason else ''}") for row in reversed(steps)
    ]
    ordered = sorted(told, key=lambda one: one[:2])
    return _section("What happened", [f"{long_date(on)}: {words}" for on, _, words in ordered])


def _section(title: str, facts: Sequence[str]) -> str:
    return f"# {title}\n\n" + "\n".join(f"* {fact}" for fact in facts)
