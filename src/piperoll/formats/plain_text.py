"""A file's bytes as lines of text, or a plain refusal when they are no text at all."""

from __future__ import annotations

import codecs
import re

from piperoll.formats.character_sets import decoded, is_utf_16
from piperoll.formats.refusals import FileEmpty, FileTruncated, NotAStatement

_WANTED = "a camt.053, MT940, BAI2, Bankline or CSV statement"
_SIGNATURES = (
    (b"%PDF", "is a PDF, made for reading by eye"),
    (b"PK\x03\x04", "is a ZIP archive; unpack it"),
    (b"\xd0\xcf\x11\xe0", "is an old Office document; save the sheet as CSV"),
    (b"\x1f\x8b", "is compressed; unpack it first"),
)
_CONTROLS = re.compile(r"[\x02-\x08\x0b\x0e-\x19\x1b-\x1f]")
_ENVELOPE = re.compile(r"\A[\x01\x03\x1a]+|(?<=[\n}])[\x01\x03\x1a]+|[\x01\x03\x1a]+(?=[\n{]|\Z)")
"""What wraps a message on its way: before or after it, never in a line, where it would make one number of two."""
_ASTRAY = str.maketrans("\x01\x03\x1a", "   ")


def refuse_unless_text(content: bytes) -> None:
    """Raise FileEmpty or NotAStatement for what is no text file: nothing at all, a PDF, an archive, rubbish."""
    if not content.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00\x1a"):
        raise FileEmpty()
    if is_utf_16(content):
        return
    for signature, reason in _SIGNATURES:
        if content.startswith(signature):
            raise NotAStatement(line=1, reason=reason, wanted=_WANTED)
    if (nul := content.find(b"\x00")) >= 0:
        reason = "holds bytes that are not text (is it UTF-16, or not a statement at all?)"
        raise NotAStatement(line=content.count(b"\n", 0, nul) + 1, reason=reason, wanted=_WANTED)


def text_of(content: bytes) -> str:
    """The text in a file: UTF-16 or UTF-8 when it is that, else Windows' Latin-1, line ends made alike. Raises
    FileRefused."""
    refuse_unless_text(content)
    text = _decoded(content).lstrip("\ufeff")
    controls = _CONTROLS.search(text)
    if controls and len(_CONTROLS.findall(text)) > len(text) // 100 + 2:
        line = text.count("\n", 0, controls.start()) + 1
        raise NotAStatement(line=line, reason="holds bytes that are not text", wanted=_WANTED)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _ENVELOPE.sub("", text).translate(_ASTRAY) if any(mark in text for mark in "\x01\x03\x1a") else text


def _decoded(content: bytes) -> str:
    utf_16 = is_utf_16(content)
    try:
        return content.decode("utf-16" if utf_16 else "utf-8-sig")
    except UnicodeDecodeError as problem:
        before = content[: problem.start]
        in_a_letter = problem.reason == "unexpected end of data" and not before.removeprefix(codecs.BOM_UTF8).isascii()
        if utf_16 or in_a_letter:
            raise FileTruncated(format="text", line=before.count(b"\n") + 1, missing="the rest of a letter") from None
        return decoded(content)
