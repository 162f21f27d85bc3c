"""An email as it is sent: the approved words for its reader, the document attached."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from piperoll.dispatch import filling, kinds
from piperoll.dispatch.models import Document
from piperoll.dispatch.words import Words, messages
from piperoll.documents.blanks import fill
from piperoll.documents.council_on_paper import council_on_paper
from piperoll.documents.rendering.invoice_document import Council
from piperoll.documents.template_queries import words_for
from piperoll.foundations.refusals import Refused


class NoFromAddress(Refused):
    """The council has no email address to send from. Give it one under Set-up, or the emails wait."""


class Letterhead:
    """What the emails of a run have in common: the council, its address, and each purpose's words, read once."""

    def __init__(self, on: date) -> None:
        self.council: Council = council_on_paper()
        self.on = on
        if not self.council.email:
            raise NoFromAddress()

    def messages(
        self, documents: Sequence[Document], pdfs: dict[int, bytes], at: datetime
    ) -> dict[int, EmailMessage | Refused]:
        """An email for each document of one kind, or why there can be none."""
        worded = self._worded(documents)
        made: dict[int, EmailMessage | Refused] = {}
        for document in documents:
            try:
                made[document.pk] = self._message(document, worded(document), pdfs[document.pk], at)
            except Refused as refusal:
                made[document.pk] = refusal
        return made

    def _worded(self, documents: Sequence[Document]) -> Callable[[Document], Words]:
        """What says the words of each: those an officer wrote, or the approved ones for what is attached."""
        sources, kind = [document.source_id for document in documents], documents[0].kind
        if kind == "letter":
            written = messages(sources)
            return lambda document: written[document.source_id][1]
        if (above := kinds.find(kind)) and above.words:
            said = above.words(sources)
            return lambda document: said[document.source_id]
        facts = filling.facts_of(kind, sources, on=self.on)
        return lambda document: approved_words(document, facts[document.source_id], self.council, on=self.on)

    def _message(self, document: Document, words: Words, pdf: bytes, at: datetime) -> EmailMessage:
        sender = self.council.email or ""
        message = EmailMessage(policy=SMTP)
        message["From"] = f"{_plain(self.council.name)} <{sender}>"
        message["To"] = document.email
        message["Subject"] = _plain(words.subject)
        message["Date"] = format_datetime(at)
        message["Message-ID"] = message_id(document.pk, sender)
        message.set_content(words.body)
        message.add_attachment(pdf, maintype="application", subtype="pdf", filename=f"{document.number}.pdf")
        message.set_boundary(f"piperoll-{document.pk}")
        return message


def approved_words(document: Document, facts: object, council: Council, *, on: date) -> Words:
    """The approved words for a document's reader, filled. Raises NoApprovedTemplate, NothingToFillIn."""
    version = words_for(
        document.kind, language=document.language, audience=document.audience, stage=document.stage,
        track=document.track, on=on,
    )  # fmt: skip
    language = version.template.language
    values = filling.worded(facts, council, recipient=document.recipient, on=on, language=language)
    subject, body = (fill(document.kind, text, values) for text in (version.subject, version.body))
    return Words(subject, body)


def message_id(document: int, sender: str) -> str:
    """The name by which a bounce tells which document it is of."""
    return f"<document-{document}@{sender.partition('@')[2] or 'piperoll.invalid'}>"


def _plain(text: str) -> str:
    """A header's text on one line, without what ends an address."""
    return " ".join("".join(c if c not in '<>"\r\n' else " " for c in text).split())
