"""Everything somebody was sent in one ZIP, with a list that is safe to open."""

from __future__ import annotations

import io
import zipfile

import pytest

from dispatch.letters import LATER, now, person, prepare, send
from piperoll.dispatch.export_documents import NothingSent, OfWhom, export_documents
from piperoll.foundations.actors import Actor


def test_a_customers_and_a_batchs(billed: int, manager: Actor) -> None:
    batch = prepare(manager).run
    send(manager)
    theirs = export_documents(customer=person("Ada").pk, **now(manager, LATER))
    with zipfile.ZipFile(io.BytesIO(theirs.content)) as archive:
        listed, file = sorted(archive.namelist(), key=lambda name: name != "documents.csv")
        assert archive.read(file).startswith(b"%PDF-")
        assert "Ada Lovegrove" in archive.read(listed).decode("utf-8-sig")
    assert export_documents(batch=batch, **now(manager, LATER)).copies == 3


def test_of_nobody_or_nothing_is_said(billed: int, manager: Actor) -> None:
    with pytest.raises(OfWhom):
        export_documents(**now(manager))
    with pytest.raises(NothingSent):
        export_documents(customer=person("Ada").pk, **now(manager))
