"""A document is kept with an invoice exactly as it came, and only what is one."""

from pathlib import Path

import psycopg
import pytest

from piperoll.billing.attach_document import AttachedAlready, attach_document
from piperoll.billing.queries import NoSuchInvoice
from piperoll.formats.attachments import NotADocument
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING, ask, bill, charge

WHEN = {"on": MONDAY, "at": MORNING}
SCAN = b"\x89PNG\r\n\x1a\n and so on"


@pytest.fixture
def number(manager: Actor, tmp_path: Path) -> str:
    return str(bill(tmp_path, manager, charge("A", "10.00")).first_number)


def test_it_is_kept_once_whatever_it_is_called(manager: Actor, number: str) -> None:
    attach_document(invoice=number, name="scan.png", content=SCAN, by=manager, **WHEN)
    with pytest.raises(AttachedAlready):
        attach_document(invoice=number, name="other name.png", content=SCAN, by=manager, **WHEN)
    assert ask("SELECT content FROM billing_supportingdocument")[0].content == SCAN


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"", "empty"), (b"MZ\x90 a program", "none of those"), (b"<html>", "none of those"), (b"%PDF-" + b"x" * 5_000_000, "MB")],
)  # fmt: skip
def test_what_is_no_document_is_refused_whatever_its_name_says(
    manager: Actor, number: str, content: bytes, why: str
) -> None:
    with pytest.raises(NotADocument, match=why):
        attach_document(invoice=number, name="order.pdf", content=content, by=manager, **WHEN)


def test_a_name_can_lead_nowhere(manager: Actor, number: str) -> None:
    kept = attach_document(invoice=number, name="../../etc/\npasswd", content=SCAN, by=manager, **WHEN)
    assert kept.name == "..-..-etc- passwd"


def test_there_must_be_such_an_invoice(manager: Actor) -> None:
    with pytest.raises(NoSuchInvoice):
        attach_document(invoice="AT9999", name="scan.png", content=SCAN, by=manager, **WHEN)


def test_nobody_changes_it_afterwards(manager: Actor, number: str, as_owner: psycopg.Connection) -> None:
    attach_document(invoice=number, name="scan.png", content=SCAN, by=manager, **WHEN)
    with pytest.raises(psycopg.errors.RestrictViolation):
        as_owner.execute("UPDATE billing_supportingdocument SET name = 'another'")
