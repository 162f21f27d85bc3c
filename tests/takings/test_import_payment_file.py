"""A file of payments: all of its money or none, each a receipt, one credit of the bank clears them."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from piperoll.billing.models import Invoice
from piperoll.formats.payment_layouts import FIRST
from piperoll.foundations.actors import Actor
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receipting.models import Taking
from piperoll.runs.running import AlreadyTakenIn, rejections_of
from piperoll.suspense import queries as looking
from piperoll.takings import queries
from piperoll.takings.approve_file_profile import approve_file_profile
from piperoll.takings.import_payment_file import FileDoesNotProve, PaymentsTaken, import_payment_file
from piperoll.takings.profiles import NothingApproved
from takings_words import SAMPLES, disagreeing, written
from the_day import MONDAY, MORNING, bank, bill, charge, paid, statement


@pytest.fixture
def profile(manager: Actor, other: Actor) -> None:
    """allpay's files, approved."""
    written(manager, layout=FIRST["allpay"].told() | {"reference_masks": "AT##########"})
    approve_file_profile(profile="ALLPAY", on=MONDAY, at=MORNING, by=other)


def take_in(by: Actor, file: Path = SAMPLES / "allpay.txt") -> PaymentsTaken:
    return import_payment_file(file=file, profile="allpay", on=MONDAY, at=MORNING, by=by)


def test_each_payment_is_a_receipt_and_the_banks_one_credit_clears_them(
    manager: Actor, profile: None, tmp_path: Path
) -> None:
    bill(tmp_path, manager, charge("X1", "312.40"))
    text = (SAMPLES / "allpay.txt").read_text().replace("AT0000012998", Invoice.objects.get().number.ljust(12))
    (tmp_path / "allpay.txt").write_text(text)
    done = take_in(manager, tmp_path / "allpay.txt")
    assert (done.payments, done.pence, done.unlike_ours, done.rejected) == (4, 329_45, 1, 0)
    assert sorted(Taking.objects.values_list("amount_pence", flat=True)) == [-60_00, 17_05, 60_00, 312_40]
    assert looking.waiting(words="cardholder").rows[0].open_pence == 17_05
    assert allocate_receipts(on=MONDAY, at=MORNING, by=manager).allocated == 1
    bank(tmp_path, manager, statement(paid("329.45", "ALLPAY LTD 4471")))
    assert allocate_receipts(on=MONDAY, at=MORNING, by=manager).expected == 1
    assert {row.code: row.pence for row in queries.holding()}["ALLPAY"] == 0
    assert disagreeing() == []


def test_the_same_file_again_changes_nothing(manager: Actor, profile: None) -> None:
    take_in(manager)
    with pytest.raises(AlreadyTakenIn):
        take_in(manager)
    assert Taking.objects.count() == 4


def test_a_file_that_does_not_prove_itself_is_refused_whole_and_may_come_again(
    manager: Actor, profile: None, tmp_path: Path
) -> None:
    good, file = (SAMPLES / "allpay.txt").read_text(), tmp_path / "day.txt"
    for wrong, why in (
        (good.replace("312.40", "312.41"), "come to £329.46, but it says £329.45"),
        (good.replace("20/11/2026", "20/11/2027", 1), "line 1: 20 November 2027 is not within the year before"),
        (good.replace("P20/11", "P32/11"), "line 2: its date"),
    ):
        file.write_text(wrong)
        with pytest.raises(FileDoesNotProve, match=why):
            take_in(manager, file)
    assert not Taking.objects.exists()
    file.write_text(good)
    assert take_in(manager, file).payments == 4


def test_a_line_of_no_money_is_rejected_by_its_sentence(manager: Actor, other: Actor) -> None:
    post = {"code": "GIRO", "name": "Post Office", "method": "POSTOFF", "layout": FIRST["Post Office giro"].told()}
    written(manager, sample=(SAMPLES / "post-office.txt").read_bytes(), **post)
    with pytest.raises(NothingApproved):
        import_payment_file(file=SAMPLES / "post-office.txt", profile="GIRO", on=MONDAY, at=MORNING, by=manager)
    approve_file_profile(profile="GIRO", on=MONDAY, at=MORNING, by=other)
    done = import_payment_file(file=SAMPLES / "post-office.txt", profile="GIRO", on=MONDAY, at=MORNING, by=manager)
    assert (done.payments, done.pence, done.rejected) == (2, 372_40, 1)
    ((rejection, row),) = rejections_of(done.run)
    assert (rejection.line, rejection.reason) == (4, "it is a payment of nothing")
    assert row["reference"] == "AT0000013095"
    assert disagreeing() == []


@pytest.mark.parametrize(
    "altered",
    [
        "UPDATE takings_paymentfiletaken SET told_pence = told_pence + 1",
        "DELETE FROM takings_fileprofileapproval",
        "UPDATE takings_fileprofileversion SET written_by_id = (SELECT approved_by_id FROM takings_fileprofileapproval)",
    ],
)
def test_whoever_goes_behind_the_books_back_is_noticed(
    manager: Actor, profile: None, as_superuser: psycopg.Connection, altered: str
) -> None:
    take_in(manager)
    assert disagreeing() == []
    as_superuser.execute("SET session_replication_role = replica")
    as_superuser.execute(altered)
    assert disagreeing() == ["Payment files"]
