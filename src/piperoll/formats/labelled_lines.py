"""A statement as text in which every movement is a block of labelled lines (`Date:`, `Description:`, `Amount:`,
`Balance:`, as Santander gives it), written out as the CSV it would have been."""

from __future__ import annotations

import csv
import io
import re

from piperoll.formats.plain_text import text_of

_LABELLED = re.compile(r"(Date|Description|Reference|Type|Amount|Balance):\s*(.*?)\s*\Z", re.IGNORECASE)
_ACCOUNT = re.compile(r"Account(?: number)?:\s*(.*?)\s*\Z", re.IGNORECASE)
_STARTS = re.compile(rb"^Date:[\s\xa0\xc2]*\d", re.MULTILINE)
_NEEDED = {"date", "description", "amount"}


def is_labelled(content: bytes) -> bool:
    """Whether a file's movements begin with a line `Date:`."""
    return bool(_STARTS.search(content[:5000])) and b"Amount:" in content[:5000]


def as_csv(content: bytes) -> bytes:
    """The CSV: a row for each block, on the line where the block starts."""
    account = ""
    blocks: list[tuple[int, dict[str, str]]] = []
    text = text_of(content)
    for number, line in enumerate(text.split("\n"), 1):
        if found := _ACCOUNT.match(line):
            account = found[1]
        elif found := _LABELLED.match(line):
            label = found[1].lower()
            if label == "date" or not blocks:
                blocks.append((number, {"account": account}))
            blocks[-1][1][label] = found[2]
        elif blocks and line.strip():
            blocks[-1][1]["description"] = f"{blocks[-1][1].get('description', '')} {line.strip()}".strip()
    written = _written(blocks)
    return (written if text.endswith("\n") else written.removesuffix("\n")).encode()


def _written(blocks: list[tuple[int, dict[str, str]]]) -> str:
    """The heading and the rows. A block that lacks what a movement needs is left short, and so refused by its line."""
    needed = _NEEDED | ({"balance"} if any("balance" in block for _, block in blocks) else set())
    labels = list(dict.fromkeys(label for _, block in blocks for label in block))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(labels)
    written = 1
    for number, block in blocks:
        out.write("\n" * (number - written - 1))
        writer.writerow([block.get(label, "") for label in labels] if block.keys() >= needed else [block["account"]])
        written = max(number, written + 1)
    return out.getvalue()
