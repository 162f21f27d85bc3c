"""The bills of a run as files: each once, the same for ever, and a stopped run goes on where it was."""

from collections import defaultdict
from pathlib import Path

import pytest

from dispatch.letters import bill_three, by_email, person, prepare
from piperoll.billing.print_invoices import CannotWriteThere, NothingToPrint, Printed, print_invoices
from piperoll.customers.models import JointMember
from piperoll.dispatch.drawing import drawables
from piperoll.dispatch.models import Document
from piperoll.documents.rendering.engine import render
from piperoll.foundations.actors import Actor
from safeguards.people import represent
from the_day import MONDAY, MORNING, bill, charge


def put(folder: Path, by: Actor, **which: object) -> Printed:
    return print_invoices(folder=folder, on=MONDAY, at=MORNING, by=by, workers=1, **which)  # type: ignore[arg-type]


def test_a_runs_bills_are_written_and_only_the_missing_ones_again(manager: Actor, tmp_path: Path) -> None:
    raised = bill(tmp_path, manager, charge("A", "10.00"), charge("B", "0.33", vat_code="S", income_code="TW02"))
    bills = tmp_path / "bills"
    assert (put(bills, manager, run_raised=raised.run).written, len(list(bills.iterdir()))) == (2, 2)
    before = {file.name: file.read_bytes() for file in bills.iterdir()}
    (bills / f"{raised.first_number}.pdf").unlink()
    again = put(bills, manager, run_raised=raised.run)
    assert (again.written, again.there_already) == (1, 1)
    assert {file.name: file.read_bytes() for file in bills.iterdir()} == before


def test_one_by_its_number_however_it_is_typed(manager: Actor, tmp_path: Path) -> None:
    number = bill(tmp_path, manager, charge("A", "10.00")).first_number or ""
    assert put(tmp_path / "bills", manager, numbers=[f" {number[:4].lower()} {number[4:]}"]).written == 1


def test_each_is_as_its_letter_would_be(manager: Actor, tmp_path: Path) -> None:
    run = bill_three(tmp_path, manager)
    by_email("Ben", format="large_print")
    represent(manager, person("Ada").pk, "deputy", language="cy")
    for member in ("Ada", "Ben"):
        JointMember.objects.create(account=person("Cai"), member=person(member), valid_from=MONDAY)
    prepare(manager)
    put(tmp_path / "bills", manager, run_raised=run)
    letters: defaultdict[str, list[bytes]] = defaultdict(list)
    for document, drawn in drawables(list(Document.objects.order_by("source_id", "person_id"))):
        letters[document.number].append(render(drawn))
    assert [len(copies) for copies in letters.values()] == [1, 1, 2]
    for number, copies in letters.items():
        files = [tmp_path / "bills" / f"{number}{turn}.pdf" for turn in ("", "-2")[: len(copies)]]
        assert [file.read_bytes() for file in files] == copies


def test_nothing_to_print_and_nowhere_to_print_it_are_said_plainly(manager: Actor, tmp_path: Path) -> None:
    with pytest.raises(NothingToPrint, match="run 999 raised none"):
        put(tmp_path, manager, run_raised=999)
    run = bill(tmp_path, manager, charge("A", "10.00")).run
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWriteThere, match="Name another"):
        put(tmp_path / "file", manager, run_raised=run)
