"""The file of a released run: good by our own check, the same bytes for ever, one file a run."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from bacs.collecting import DUE_ON, INPUT_ON, a_payer, choose, collected, lodge, release, tell, write
from piperoll.bacs import keeping
from piperoll.bacs.models import BacsFile, BacsFilePart, CollectionRun
from piperoll.bacs.write_bacs_file import NotAFormat, NothingToFile, NotReleased, TooLateToFile
from piperoll.council.models import Holiday
from piperoll.formats.standard18_check import check
from piperoll.formats.standard18_entries import Asked
from piperoll.foundations.actors import Actor
from piperoll.reconciliation.check_books import check_books


def bytes_of(serial: str) -> bytes:
    return b"".join(keeping.content(BacsFile.objects.get(serial=serial)))


def test_the_file_is_good_and_the_same_for_ever(olive: Actor, oscar: Actor, tmp_path: Path) -> None:
    one = collected(tmp_path, olive, oscar, "120.50")
    file = BacsFile.objects.latest("id")
    content = bytes_of(file.serial)
    found = check(content, Asked(holidays=set(Holiday.objects.values_list("on", flat=True))))
    assert found.findings == []
    assert (found.files[0].debits, found.files[0].debit_pence) == (1, 120_50)
    run = CollectionRun.objects.get()
    assert f"DD RUN {run.pk}".encode() in content
    assert one.mandate.reference.encode() in content
    again = write(oscar, run.pk)
    assert (again.already, again.serial) == (True, file.serial)
    assert bytes.fromhex(again.sha256) == hashlib.sha256(content).digest()
    assert b"63748472" not in bytes(BacsFilePart.objects.latest("id").sealed)
    assert check_books().agrees


def test_two_days_make_one_multi_day_file_and_a_bureau_gets_a_csv(olive: Actor, oscar: Actor, tmp_path: Path) -> None:
    a_payer(tmp_path, olive, "10.00")
    a_payer(tmp_path, olive, "11.00", name="Basil Budd", on=date(2026, 11, 24))
    lodge(olive)
    tell(olive, on=date(2026, 12, 1))
    runs = [choose(olive, day).collection_run or 0 for day in (DUE_ON, date(2026, 12, 22))]
    with pytest.raises(NotReleased):
        write(oscar, *runs)
    with pytest.raises(NothingToFile):
        write(oscar)
    for run in runs:
        release(run, oscar)
    with pytest.raises(NotAFormat):
        write(oscar, runs[0], format="cheque")
    with pytest.raises(TooLateToFile, match="by 17 December 2026"):
        write(oscar, *runs, on=DUE_ON)
    done = write(oscar)
    found = check(bytes_of(done.serial), Asked(holidays=set(Holiday.objects.values_list("on", flat=True))))
    assert found.findings == []
    assert (found.files[0].kind, found.files[0].contras, found.files[0].debit_pence) == ("multi-day", 2, 21_00)
    assert write(oscar, *runs).already
    assert check_books().agrees


def test_a_bureau_gets_a_csv(olive: Actor, oscar: Actor, tmp_path: Path) -> None:
    a_payer(tmp_path, olive, "10.00")
    lodge(olive)
    tell(olive)
    release(choose(olive), oscar)
    done = write(oscar, format="csv", on=INPUT_ON)
    lines = bytes_of(done.serial).decode().splitlines()
    assert done.name.endswith(".csv")
    assert lines[1].split(",")[4:] == ["01", "10.00", "2026-12-18"]
