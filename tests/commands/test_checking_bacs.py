"""The doors that stay open to a bank or a sceptic: check an account, a Bacs file, a Bacs report, and touch nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from terminal import typed

from formats.bacs_files import GOOD
from formats.test_bacs_reports import END, arudd, unpaid
from piperoll.commands.asking import FileUnreadable
from piperoll.commands.door import main
from piperoll.formats.refusals import FileMalformed

ROW = "107999 107999 MOD11    0    0    0    0    0    0    8    7    6    5    4    3    2    1\r\n"


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A folder as a council keeps it, the names in capitals as some downloads have them."""
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "VALACDOS.TXT").write_text(ROW)
    (folder / "scsubtab.txt").write_text("938173 938017\r\n")
    return folder


@pytest.mark.parametrize(
    ("account", "result", "exit_code"),
    [("10-79-99 88837491", "valid", 0), ("107999 88837493", "invalid", 1), ("010101 12345678", "not in table", 0)],
)
def test_an_account(tables: Path, account: str, result: str, exit_code: int) -> None:
    answer = typed(f"modulus {account} --tables", tables)
    assert (answer.data["result"], answer.exit_code) == (result, exit_code)
    assert answer.text.startswith(result.capitalize())


def test_an_account_as_json_from_the_door(tables: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["modulus", "107999", "88837493", "--tables", str(tables), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["result"] == "invalid"


def test_without_tables_nothing_is_invalid(tmp_path: Path) -> None:
    assert typed("modulus 107999 88837493").data["result"] == "not checked"
    assert typed("modulus 107999 88837493 --tables", tmp_path / "nowhere").data["result"] == "not checked"


def test_tables_may_have_their_version_in_their_name_but_only_one_of_each_is_kept(tables: Path) -> None:
    (tables / "VALACDOS.TXT").rename(tables / "valacdos-v8-90.txt")
    assert typed("modulus 107999 88837493 --tables", tables).data["result"] == "invalid"
    (tables / "valacdos-v8-80.txt").write_text(ROW)
    with pytest.raises(FileUnreadable, match="keep one"):
        typed("modulus 107999 88837493 --tables", tables)


def test_a_bacs_file(tmp_path: Path, tables: Path) -> None:
    file = tmp_path / "dd.txt"
    file.write_text("\r\n".join(GOOD) + "\r\n")
    answer = typed("bacs-check", file, "--tables", tables)
    assert (answer.data["result"], answer.exit_code) == ("valid", 0)
    assert "dd.txt is good." in answer.text
    assert "2 debits of £165.50, 0 credits of £0.00, 1 contra, 1 instruction" in answer.text
    file.write_text("\r\n".join(GOOD[:-1]) + "\r\n")
    answer = typed("bacs-check", file)
    assert (answer.data["result"], answer.exit_code) == ("invalid", 1)
    assert "cut short" in answer.text


def test_a_processing_day_on_a_bank_holiday_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "dd.txt"
    file.write_text("\n".join(line.replace(" 26328999999", " 26359999999") for line in GOOD))
    assert "Friday 25 December 2026, which is no working day" in typed("bacs-check", file).text


def test_a_bacs_report(tmp_path: Path) -> None:
    file = tmp_path / "report.xml"
    file.write_text(f"<BACSDocument><Data>{arudd(unpaid())}{END}")
    answer = typed("read-bacs-report", file)
    assert answer.data["advices"][0]["amount_pence"] == 12050
    assert "ARUDD report 42 for service user 123456 ANYTOWN COUNCIL, 26 November 2026" in answer.text
    assert "refer to payer" in answer.text
    file.write_text("no report")
    with pytest.raises(FileMalformed):
        typed("read-bacs-report", file)
    with pytest.raises(FileUnreadable):
        typed("read-bacs-report", tmp_path / "nothing.xml")
