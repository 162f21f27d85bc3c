"""A letter as it is drawn: the council's paper, whom it is for, and plain paragraphs, headings and bulleted lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from piperoll.documents.rendering.drawable import FONT_FAMILIES, drawable
from piperoll.documents.rendering.invoice_document import Council, Recipient
from piperoll.documents.rendering.print_data import council_data, recipient_lines
from piperoll.documents.rendering.qr_code import qr_code_svg
from piperoll.documents.rendering.tongues import SORRY_NO_WELSH, Tongue, in_tongue


@dataclass(frozen=True)
class LetterDocument:
    """Everything one letter says. In `body` a blank line ends a paragraph, `# ` begins a heading, `* ` a bullet,
    `---` another page: what is enclosed.

    `language` is what its reader asked for, `written_in` what its words are in when that is another. `qr_text` is drawn
    as a QR code after the words.
    """

    council: Council
    recipient: Recipient
    reference: str
    dated: date
    subject: str
    body: str
    language: str = "en"
    written_in: str = ""
    qr_text: str | None = None
    large_print: bool = False

    @property
    def number(self) -> str:
        """The name of its file."""
        return self.reference


def letter_data(document: LetterDocument) -> dict[str, Any]:
    """What `plain_letter.typ` is given, ready for JSON."""
    say = Tongue(document.language)
    written_in = document.written_in or document.language
    return {
        **in_tongue(document.language),
        "fonts": FONT_FAMILIES,
        "written_in": written_in,
        "sorry": say(SORRY_NO_WELSH) if (document.language, written_in) == ("cy", "en") else "",
        "dated": {"year": document.dated.year, "month": document.dated.month, "day": document.dated.day},
        "title": drawable(f"{document.subject}: {document.reference}"),
        "kind": say("Letter"),
        "heading": drawable(document.subject),
        "number": drawable(document.reference),
        "council": council_data(document.council),
        "recipient": recipient_lines(document.recipient),
        "facts": _facts(document, say),
        "subject": drawable(document.subject),
        "blocks": blocks(document.body),
        "qr_code": qr_code_svg(document.qr_text) if document.qr_text else None,
        "qr_says": say("QR code for paying, reference {reference}", reference=document.reference),
    }


def _facts(document: LetterDocument, say: Tongue) -> list[tuple[str, str]]:
    return [(say("Date"), say.day(document.dated)), (say("Our reference"), drawable(document.reference))]


def blocks(text: str) -> list[dict[str, Any]]:
    """The body in blocks: headings, lists, and paragraphs whose single line breaks are kept."""
    found: list[dict[str, Any]] = []
    for part in text.replace("\r\n", "\n").split("\n\n"):
        for line in filter(str.strip, part.split("\n")):
            kind = "page" if line.strip() == "---" else {"# ": "heading", "* ": "list"}.get(line[:2], "paragraph")
            said = "" if kind == "page" else drawable(line[2:] if kind != "paragraph" else line)
            if found and found[-1]["kind"] == kind != "heading" and found[-1]["open"]:
                found[-1]["lines"].append(said)
            else:
                found.append({"kind": kind, "lines": [said], "open": True})
        if found:
            found[-1]["open"] = False
    return [{"kind": block["kind"], "lines": block["lines"]} for block in found]
