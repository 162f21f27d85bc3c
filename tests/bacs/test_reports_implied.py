"""Reports Bacs sends only when there is something to say are missed when the bank, or another report, shows that there was."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bacs.collecting import DUE_ON, INPUT_ON, PROCESSED_ON, at, collected, messages, take_in, unpaid
from interfaces.watching import expected
from piperoll.bacs.models import BacsFile, Collection
from piperoll.bacs.queries import implied_reports, missing_reports
from piperoll.bacs.withdraw_collection import withdraw_collection
from piperoll.foundations.actors import Actor
from piperoll.interfaces.acknowledge_alert import acknowledge_alert
from piperoll.interfaces.alerts import Alert, standing
from piperoll.interfaces.expect_file import NoSuchReport
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receipting.import_statement import import_statement
from the_day import paid, statement

BACK_ON = date(2026, 12, 23)
NEXT_DAY = BACK_ON + timedelta(days=1)


@pytest.fixture
def one(olive: Actor, oscar: Actor, tmp_path: Path) -> Collection:
    """A collection of £100.00 in a file that was sent."""
    return collected(tmp_path, olive, oscar, "100.00")


def named(on: date, report: str) -> list[Alert]:
    """Alerts of that report on the evening of a day."""
    return [one for one in standing(datetime.combine(on, time(20), UTC)) if one.name.startswith(report)]


def the_bank_shows(folder: Path, by: Actor, pounds: str, words: str, type_code: str = "") -> None:
    """A line of the day, looked at by the engine."""
    file = folder / "bank.xml"
    file.write_bytes(statement(replace(paid(pounds, words, on=BACK_ON), type_code=type_code), on=BACK_ON))
    import_statement(file=file, bank_account=None, on=BACK_ON, at=at(BACK_ON), by=by)
    allocate_receipts(on=BACK_ON, at=at(BACK_ON), by=by)


def test_money_the_bank_took_back_is_missed_a_report_until_it_comes(
    one: Collection, olive: Actor, tmp_path: Path
) -> None:
    the_bank_shows(tmp_path, olive, "-100.00", "UNPAID DIRECT DEBIT")
    assert named(BACK_ON, "ARUDD") == []
    (alert,) = named(NEXT_DAY, "ARUDD")
    assert "took £100.00 back on 23 December 2026" in alert.told
    assert "apply it" in alert.to_do
    assert "no ARUDD report" in implied_reports(NEXT_DAY)[0][0]
    take_in(tmp_path, olive, unpaid((one, "0")), on=NEXT_DAY)
    allocate_receipts(on=NEXT_DAY, at=at(NEXT_DAY), by=olive)
    assert named(NEXT_DAY, "ARUDD") == []


@pytest.mark.parametrize(
    ("pounds", "words", "type_code", "report"),
    [("-100.00", "DDICA SUBMITTER DDIC", "", "DDICA"), ("25.00", "A PAYEE", "RA", "ARUCS")],
)
def test_claims_and_returned_credits_are_missed_in_the_same_way(
    one: Collection, olive: Actor, tmp_path: Path, pounds: str, words: str, type_code: str, report: str
) -> None:
    the_bank_shows(tmp_path, olive, pounds, words, type_code)
    (alert,) = named(NEXT_DAY, report)
    acknowledge_alert(key=alert.key, reason="Paid by the rents system", on=NEXT_DAY, at=at(NEXT_DAY), by=olive)
    assert named(NEXT_DAY, report) == []


def test_an_account_that_moved_without_a_word_where_to_is_missed_its_addacs(
    one: Collection, olive: Actor, tmp_path: Path
) -> None:
    take_in(tmp_path, olive, unpaid((one, "3")), on=BACK_ON)
    assert named(BACK_ON + timedelta(days=5), "ADDACS") == []
    late = date(2027, 1, 5)
    (alert,) = named(late, "ADDACS")
    assert one.mandate.reference in alert.told
    moved = {
        "user_number": "999999", "reference": one.mandate.reference, "reason_code": "3", "payer_sort_code": "202959",
        "payer_account_number": "63748472", "payer_new_sort_code": "107999", "payer_new_account_number": "88837491",
    }  # fmt: skip
    take_in(tmp_path, olive, messages("ADDACS", moved), name="addacs.xml", on=late)
    assert named(late, "ADDACS") == []


def test_a_file_withdrawn_here_is_missed_its_withdrawal_report(one: Collection, olive: Actor, oscar: Actor) -> None:
    on = INPUT_ON
    withdraw_collection(collection_run=one.collection_run_id, reason="Wrong day", on=on, at=at(on), by=oscar)
    assert BacsFile.objects.get(debit_pence__gt=0).processing_on == PROCESSED_ON
    (missing,) = [row.missing for row in missing_reports(DUE_ON) if row.debit_pence]
    assert missing == "Withdrawal report"
    alert = next(one for one in standing(at(DUE_ON)) if "Withdrawal" in one.name)
    assert "was withdrawn here" in alert.told
    assert "if it was not, payers are debited" in alert.to_do


def test_a_bureau_that_sends_a_report_every_day_is_missed_that_report(
    one: Collection, olive: Actor, manager: Actor, tmp_path: Path
) -> None:
    with pytest.raises(NoSuchReport, match="AWACS"):
        expected(manager, "reports", "FAX")
    expected(manager, "reports", "awacs", valid_from=BACK_ON, on=BACK_ON, at=at(BACK_ON))
    expected(manager, "reports", "arudd", valid_from=BACK_ON, on=BACK_ON, at=at(BACK_ON))
    take_in(tmp_path, olive, unpaid((one, "0")), on=BACK_ON)
    late = {one.name for one in standing(datetime.combine(BACK_ON, time(20), UTC)) if one.name.startswith("Bacs rep")}
    assert "Bacs reports AWACS" in late
