"""Instructions that no payer's bank had are lodged once more, once each, and only those that are still wanted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bacs.collecting import a_payer, at, lodge, messages, take_in
from direct_debit.paying import UNLISTED, codes
from piperoll.bacs.models import BacsFile
from piperoll.direct_debit.cancel_mandate import cancel_mandate
from piperoll.direct_debit.change_mandate_bank import change_mandate_bank
from piperoll.direct_debit.models import Mandate, Standing
from piperoll.foundations.actors import Actor
from the_day import MONDAY, now

TUESDAY = date(2026, 11, 24)


def rejected(number: str = "1") -> bytes:
    """Bacs's word that the newest file of instructions was not taken."""
    told = {
        "record_type": "R", "user_number": "999999", "aosn": "1", "processing_date": "2026-11-24",
        "originator_file_number": "001", "work_code": "1 DAILY", "file_type": "LIVE", "accepted_ddi": "0",
        "rejected_ddi": "1", "vol_serial_number": BacsFile.objects.latest("id").serial, "file_error_code": "30264",
    }  # fmt: skip
    return messages("AUDREJ", told, number=number)


def withdrawn() -> bytes:
    """Bacs's word that it was taken back."""
    return (
        '<BACSDocument><Data><WithdrawalReport><Header reportNumber="5"/><Submission><SubmissionInformation '
        f'volumeSerialNumber="{BacsFile.objects.latest("id").serial}"/>'
        '<UserFile><UserFileInformation userNumber="999999"/></UserFile></Submission>'
        "</WithdrawalReport></Data></BACSDocument>"
    ).encode()


@pytest.fixture
def ada(olive: Actor, tmp_path: Path) -> Mandate:
    """A mandate whose instruction went to Bacs on Monday."""
    mandate = a_payer(tmp_path, olive, "10.00")
    lodge(olive)
    return mandate


@pytest.mark.parametrize("what", ["rejected", "withdrawn"])
def test_a_file_that_no_bank_had_is_lodged_once_more(ada: Mandate, olive: Actor, tmp_path: Path, what: str) -> None:
    take_in(tmp_path, olive, rejected() if what == "rejected" else withdrawn(), on=TUESDAY)
    assert codes(ada.pk) == [("0N", "filed"), ("0N", "waiting")]
    assert Standing.objects.get().state == "set_up", "nothing is collected before the bank has it"
    assert lodge(olive, on=TUESDAY).mandates == 1


def test_the_same_word_again_under_another_number_lodges_nothing_twice(
    ada: Mandate, olive: Actor, tmp_path: Path
) -> None:
    again = rejected(number="2")
    take_in(tmp_path, olive, rejected(), on=TUESDAY)
    take_in(tmp_path, olive, again, on=TUESDAY, name="again.xml")
    assert codes(ada.pk) == [("0N", "filed"), ("0N", "waiting")]
    lodge(olive, on=TUESDAY)
    (tmp_path / "late.xml").write_bytes(again + b"\n")
    take_in(tmp_path, olive, again + b"\n", on=TUESDAY, name="late.xml")
    assert codes(ada.pk) == [("0N", "filed"), ("0N", "filed")]
    assert Standing.objects.get().state == "lodging"


def test_a_mandate_cancelled_since_is_neither_lodged_again_nor_cancelled_at_the_bank(
    ada: Mandate, olive: Actor, tmp_path: Path
) -> None:
    cancel_mandate(mandate=ada.pk, reason="She asked", on=MONDAY, at=at(MONDAY), by=olive)
    assert codes(ada.pk) == [("0N", "filed"), ("0C", "waiting")]
    take_in(tmp_path, olive, rejected(), on=TUESDAY)
    assert codes(ada.pk) == [("0N", "filed"), ("0C", "withdrawn")]
    assert Standing.objects.get().state == "cancelled"


def test_an_account_changed_since_is_lodged_alone(ada: Mandate, olive: Actor, tmp_path: Path) -> None:
    sort_code, account = UNLISTED
    change_mandate_bank(
        mandate=ada.pk, sort_code=sort_code, account=account, account_name="A LOVEGROVE", reason="She moved",
        **now(olive),
    )  # fmt: skip
    assert codes(ada.pk) == [("0N", "filed"), ("0C", "waiting"), ("0N", "waiting")]
    take_in(tmp_path, olive, rejected(), on=TUESDAY)
    assert codes(ada.pk) == [("0N", "filed"), ("0C", "withdrawn"), ("0N", "waiting")]


def test_a_cancellation_that_no_bank_had_is_lodged_again(ada: Mandate, olive: Actor, tmp_path: Path) -> None:
    cancel_mandate(mandate=ada.pk, reason="She asked", on=MONDAY, at=at(MONDAY), by=olive)
    lodge(olive)
    take_in(tmp_path, olive, rejected(), on=TUESDAY)
    assert codes(ada.pk) == [("0N", "filed"), ("0C", "filed"), ("0C", "waiting")]
