"""export_documents: everything a customer was sent, or a batch sent, as one ZIP with a list: for the customer who asks
what we hold, an auditor or a court."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime

from piperoll.dispatch import post_room
from piperoll.dispatch.finding import copy_of, documents_of
from piperoll.formats.spreadsheet_csv import line
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running

MOST = 5_000
COLUMNS = (
    "document", "kind", "number", "dated", "customer", "recipient", "why", "channel", "state", "reason", "file",
    "sha256",
)  # fmt: skip


class OfWhom(Refused):
    """Say whose documents to export: a customer's or a batch's."""


class TooMany(Refused):
    """That is more than {most:,} documents. Export a batch or a customer at a time, or copy the post room."""


class NothingSent(Refused):
    """Nothing was prepared for them, so there is nothing to export."""


@dataclass(frozen=True)
class Exported:
    """A ZIP of so many documents, of which so many have a copy (the others were never sent)."""

    run: int
    documents: int
    copies: int
    content: bytes


def export_documents(
    *, customer: int | None = None, batch: int | None = None, on: date, at: datetime, by: Actor
) -> Exported:
    """Everything of a customer or a batch in one file. Raises OfWhom, NothingSent, TooMany, CopyLost."""
    if customer is None and batch is None:
        raise OfWhom()
    with running.act("export_documents", on=on, at=at, by=by, customer=customer, batch=batch) as run:
        found = documents_of(customer=customer, batch=batch, most=MOST + 1)
        if not found:
            raise NothingSent()
        if len(found) > MOST:
            raise TooMany(most=MOST)
        content, copies, table = io.BytesIO(), 0, [line(COLUMNS)]
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            for row in reversed(found):
                name, digest = "", ""
                if row.copy_id:
                    copy = copy_of(row.id)
                    name, digest = (
                        f"{row.id}-{row.number}.{'txt' if copy.media == 'text/plain' else 'pdf'}",
                        bytes(copy.sha256).hex(),
                    )
                    archive.writestr(name, post_room.kept(bytes(copy.sha256)))
                    copies += 1
                told = (
                    row.kind, row.number, row.dated, row.customer_reference, row.recipient, row.why, row.channel,
                    row.state, row.reason,
                )  # fmt: skip
                table.append(line([row.id, *told, name, digest]))
            archive.writestr("documents.csv", "".join(table).encode("utf-8-sig"))
        run.finish(documents=len(found), copies=copies)
    return Exported(run.id, len(found), copies, content.getvalue())
