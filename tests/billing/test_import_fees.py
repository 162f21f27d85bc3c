"""A whole tariff comes in at once; each line that will not do goes back with its reason."""

from decimal import Decimal
from pathlib import Path

import pytest

from piperoll.billing.fees import fee_on, in_force
from piperoll.billing.import_fees import FeesImported, import_fees
from piperoll.formats.table_csv import NotATable
from piperoll.foundations.actors import Actor
from piperoll.runs.running import AlreadyTakenIn
from the_day import MONDAY, MORNING, ask

HEADING = "service,code,concession,name,unit,price,vat_code,income_code,valid_from,authority"
GOOD = "TRADE,BIN-1100,,Wheeled bin,lift,24.60,N,TW01,2026-11-23,Fees 2026/27"


def take(folder: Path, by: Actor, *lines: str, encoding: str = "utf-8", name: str = "fees.csv") -> FeesImported:
    file = folder / name
    file.write_bytes("\r\n".join([HEADING, *lines]).encode(encoding))
    return import_fees(file=file, on=MONDAY, at=MORNING, by=by)


def test_the_good_lines_begin_and_the_next_tariff_follows(manager: Actor, tmp_path: Path) -> None:
    assert take(tmp_path, manager, GOOD, GOOD.replace(",,", ",CHARITY,").replace("24.60", "12.30")).begun == 2
    assert take(tmp_path, manager, GOOD.replace("24.60", "26").replace("2026-11-23", "01/04/2027")).begun == 1
    assert fee_on(MONDAY, service="TRADE", code="BIN-1100").price_pounds == Decimal("24.60")
    (held,) = in_force(MONDAY, service="TRADE").filter(concession="")
    assert str(held.valid_to) == "2027-03-31"


@pytest.mark.parametrize(
    ("line", "field", "says"),
    [
        (GOOD.replace("TRADE", "ZOO"), "service", "not one of our services"),
        (GOOD.replace("BIN-1100", "BIN 1100"), "code", "is not a code"),
        (GOOD.replace("24.60", "-1"), "price", "negative"),
        (GOOD.replace("24.60", '"24,6"'), "price", "comma"),
        (GOOD.replace("2026-11-23", "31/02/2026"), "valid_from", "not a date"),
        (GOOD.replace("2026-11-23", "2026-11-22"), "", ""),
        (GOOD.replace("TW01", "LIC01"), "income_code", "not an income code of this service"),
        (GOOD.replace(",N,", ",S,"), "vat_code", "which is N"),
        (GOOD.replace("Fees 2026/27", ""), "authority", "is missing"),
        (GOOD.replace("Wheeled bin", "x" * 10_000), "name", "10000 characters"),
        (GOOD + ",more", "", "11 fields where the heading has 10"),
    ],
)
def test_a_bad_line_says_where_and_why(manager: Actor, tmp_path: Path, line: str, field: str, says: str) -> None:
    other = GOOD.replace("BIN-1100", "BIN-240")
    done = take(tmp_path, manager, other, line)
    if not says:
        assert (done.begun, done.rejected) == (2, 0)
        return
    assert (done.begun, done.rejected) == (1, 1)
    (rejection,) = ask("SELECT line, field, reason FROM runs_runrejection")
    assert (rejection.line, rejection.field) == (3, field)
    assert says in rejection.reason


def test_a_price_that_would_change_what_held_is_refused(manager: Actor, tmp_path: Path) -> None:
    take(tmp_path, manager, GOOD)
    assert take(tmp_path, manager, GOOD.replace("24.60", "1")).rejected == 1


def test_the_same_code_twice_in_a_file_is_taken_neither_time(manager: Actor, tmp_path: Path) -> None:
    assert take(tmp_path, manager, GOOD, GOOD.replace("24.60", "1")).begun == 0


def test_the_same_file_again_changes_nothing(manager: Actor, tmp_path: Path) -> None:
    take(tmp_path, manager, GOOD)
    with pytest.raises(AlreadyTakenIn):
        take(tmp_path, manager, GOOD)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_any_usual_encoding(manager: Actor, tmp_path: Path, encoding: str) -> None:
    take(tmp_path, manager, GOOD.replace("Wheeled bin", "Café licence"), encoding=encoding)
    assert fee_on(MONDAY, service="TRADE", code="BIN-1100").name == "Café licence"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"code,name\nA,B\n", b'"never closed\n'])
def test_what_is_no_tariff_is_refused_whole(manager: Actor, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "fees.csv"
    file.write_bytes(content)
    with pytest.raises(NotATable):
        import_fees(file=file, on=MONDAY, at=MORNING, by=manager)
