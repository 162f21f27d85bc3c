"""Which format a bank file is in, by what it holds and never by its name, and its statements read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import PurePath

from piperoll.formats import (
    bai2,
    bankline,
    camt053,
    csv_statements,
    labelled_lines,
    lloyds_apacs,
    mt940,
    xlsx_statements,
)
from piperoll.formats.csv_layouts import layout_of
from piperoll.formats.fields import shown
from piperoll.formats.plain_text import refuse_unless_text, text_of
from piperoll.formats.refusals import NotAStatement
from piperoll.formats.statements import Proof, Reading, Statement
from piperoll.formats.xlsx_rows import is_spreadsheet

_READERS: dict[str, Callable[[bytes], list[Statement]]] = {
    "camt": camt053.read,
    "mt94": mt940.read,
    "bai2": bai2.read,
    "bankline": bankline.read,
    "lloyds-apacs": lloyds_apacs.read,
}
_XML = re.compile(
    rb"\s*(<\?xml|<!--|<!DOCTYPE|<!ENTITY|<(\w+:)?(Document|BkToCstmr|Biz|AppHdr|\w*Envelope))", re.IGNORECASE
)
_XML_IN_UTF_16 = (b"\xff\xfe<\x00", b"\xfe\xff\x00<", b"<\x00?\x00", b"\x00<\x00?")
_DURING_THE_DAY = re.compile(r"^:(34F|13D|90[CD]):", re.MULTILINE)
_MT940 = re.compile(r"^(\{1:.*\{4:)?:(20|25P?|28C?|60[FM]|61|86|62[FM]):|^\{1:F01", re.MULTILINE)
_HOME_ACCOUNTS = re.compile(rb"(\A\s*OFXHEADER:|<\?OFX |\A\s*<OFX>)|\A\s*!(?:Type|Account|Option):")
_WANTED = "a camt.053, MT940, BAI2, Bankline or CSV statement"


def recognise(content: bytes, name: str = "") -> str:
    """The format of a file by its content: `camt.053` (052, 054), `mt940` (942), `bai2`, `bankline`, `lloyds-apacs`,
    `csv:<profile>`.

    `name`, the file's own, is only for the sentence when it is none of them. Raises NotAStatement, FileEmpty,
    HostileXml.
    """
    if found := _HOME_ACCOUNTS.search(content[:200]):
        name = "an OFX" if found[1] else "a QIF"
        raise NotAStatement(
            line=1, reason=f"starts {name} file, made for home accounts, which proves nothing", wanted=_WANTED
        )
    if content.startswith(_XML_IN_UTF_16) or _XML.match(content.removeprefix(b"\xef\xbb\xbf")):
        return _recognise_xml(content)
    refuse_unless_text(content)
    text = text_of(content)
    start = text.lstrip()
    if re.match(r"01,[^\n]*\n\s*02,|01,[^\n/]*/", start):
        return "bai2"
    if start.startswith(("VOL1", "HDR1", "UHL1")):
        return _recognise_standard_18(text)
    if lloyds_apacs.HEADER.match(start.split("\n", 1)[0]):
        return "lloyds-apacs"
    if _MT940.search(text[:20_000]):
        intraday = _DURING_THE_DAY.search(text) and not re.search(r"^:60[FM]:", text, re.MULTILINE)
        return "mt942" if intraday else "mt940"
    if layout := layout_of(text):
        return "csv:" + layout.profile.name
    first = next((line for line in text.split("\n") if line.strip()), "")
    named = f"of {PurePath(name).name} " if name else ""
    reason = f"{named}({shown(first)}) is like no format we know"
    raise NotAStatement(line=1, reason=reason, wanted=_WANTED)


def _recognise_xml(content: bytes) -> str:
    message = camt053.message_of(content)
    if not message:
        raise NotAStatement(line=1, reason="starts XML that holds no bank statement", wanted="a camt.053 statement")
    return message


def _recognise_standard_18(text: str) -> str:
    """Bankline files and Bacs submissions look alike; only a submission has HDR2 and EOF1 labels."""
    if re.search(r"^EOF1", text, re.MULTILINE) and re.search(r"^HDR2", text, re.MULTILINE):
        reason = "starts a Bacs submission, which is what we send the bank, not what it sends us"
        raise NotAStatement(line=1, reason=reason, wanted=_WANTED)
    return "bankline"


def read_statements(content: bytes, name: str = "", profile: str | None = None) -> Reading:
    """Every statement in a bank's file, with what a person should know about them.

    `profile` names a CSV layout when the content alone does not settle it. Raises FileRefused: a file is taken whole
    or not at all.
    """
    if is_spreadsheet(content):
        content = xlsx_statements.as_csv(content)
    elif labelled_lines.is_labelled(content):
        content = labelled_lines.as_csv(content)
    if profile:
        statements = csv_statements.read(content, profile)
        found = "csv:" + profile.removeprefix("csv:")
    else:
        found = recognise(content, name)
        reader = next((read for start, read in _READERS.items() if found.startswith(start)), csv_statements.read)
        statements = reader(content)
    return Reading(format=found, statements=tuple(statements), warnings=tuple(_warnings(found, content, statements)))


def _warnings(found: str, content: bytes, statements: list[Statement]) -> Iterator[str]:
    if not statements:
        yield "The file holds no movements and no balances."
    for statement in statements:
        parts = "Statement", statement.statement_id, "of", statement.bank_account.raw or "an account it does not name"
        which = " ".join(part for part in parts if part)
        if statement.intraday:
            yield f"{which} is a report during the day: the day's own statement will repeat it, so it is never posted."
        elif statement.proof is Proof.UNPROVABLE:
            yield f"{which} does not carry both balances, so it cannot prove itself."
        if count := len(statement.pending):
            movements = "1 movement" if count == 1 else f"{count} movements"
            yield f"{which} announces {movements} not yet booked: shown, but never posted."
        if not statement.sterling:
            yield f"{which} is in {statement.currency or 'no currency it names'}: it can be read but not posted."
    if found == "csv:headed":
        yield "The bank's layout is not one we know; the columns were taken by the words that head them."
    if found.startswith("csv") and not content.rstrip(b"\x00\x1a").endswith((b"\n", b"\r")):
        yield "The last row of the file does not end with a new line: if its text looks cut, download it again."
