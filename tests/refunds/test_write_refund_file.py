"""A released refund run as the file Bacs takes: 99 for each, a contra 17, the same bytes for ever."""

from __future__ import annotations

from datetime import date
from typing import Any

import psycopg
import pytest

from crediting import somebody
from piperoll.bacs import keeping
from piperoll.bacs.models import BacsFile
from piperoll.council.models import Holiday
from piperoll.customers.models import Customer
from piperoll.formats.standard18_check import Asked, check
from piperoll.reconciliation.check_books import check_books
from piperoll.refunds.write_refund_file import (
    PaidByCheque,
    RefundFile,
    RefundsNotReleased,
    TooLateForAFile,
    write_refund_file,
)  # fmt: skip
from piperoll.reporting.second_looks import waiting
from refunds.refunding import MONDAY, PAY_ON, approved, choose, now, release, the_books_agree


def write(refund_run: int | None, on: date = MONDAY, **more: Any) -> RefundFile:
    assert refund_run
    return write_refund_file(refund_run=refund_run, **more, **now(somebody("officer"), on))


def test_each_refund_is_a_99_and_a_17_balances_them(ada: Customer) -> None:
    refund = approved(ada)
    done = release(choose())
    made = write(done.refund_run)
    assert (made.records, made.credit_pence, made.already) == (1, 40_00, False)
    content = b"".join(keeping.content(BacsFile.objects.get()))
    lines = content.decode().split("\r\n")
    entry, contra = lines[4], lines[5]
    assert entry[:17] == "20295963748472099"
    assert (entry[35:46], entry[64:82].rstrip(), entry[82:].rstrip()) == (
        "00000004000", f"REFUND-{refund.pk}", "ADA LOVEGROVE",
    )  # fmt: skip
    assert contra[:17] == "08999966374958017"
    assert contra[46:64].rstrip() == f"REFUND RUN {done.refund_run}"
    assert faults_of(content) == []
    the_books_agree()


def faults_of(content: bytes) -> list[str]:
    """What the checker of any Standard 18 file finds wrong."""
    found = check(content, Asked(holidays=set(Holiday.objects.values_list("on", flat=True))))
    return [str(one) for one in found.findings]


def test_home_says_that_released_refunds_have_no_file_until_they_have(ada: Customer) -> None:
    approved(ada)
    done, officer = release(choose()), somebody("officer")
    assert waiting(officer) == {"write_refund_file": 1}
    write(done.refund_run)
    assert waiting(officer) == {}


def test_asked_for_again_it_is_the_same_to_the_byte(ada: Customer) -> None:
    approved(ada)
    done = release(choose())
    first, again = write(done.refund_run), write(done.refund_run, PAY_ON)
    assert (again.already, again.sha256, again.serial) == (True, first.sha256, first.serial)


def test_a_csv_for_a_bureau(ada: Customer) -> None:
    approved(ada)
    done = release(choose())
    made = write(done.refund_run, format="csv")
    assert made.name.endswith(".csv")
    assert b"202959,63748472,ADA LOVEGROVE" in b"".join(keeping.content(BacsFile.objects.get()))


def test_nothing_goes_into_a_file_unreleased_late_or_by_cheque(ada: Customer) -> None:
    approved(ada)
    chosen = choose()
    with pytest.raises(RefundsNotReleased):
        write(chosen.refund_run)
    release(chosen)
    with pytest.raises(TooLateForAFile):
        write(chosen.refund_run, PAY_ON)
    assert not BacsFile.objects.exists()


def test_a_run_of_cheques_has_no_file(ada: Customer) -> None:
    approved(ada, method="cheque")
    done = release(choose(method="cheque"))
    with pytest.raises(PaidByCheque):
        write(done.refund_run)


def test_the_control_notices_a_file_that_says_another_sum(ada: Customer, as_superuser: psycopg.Connection) -> None:
    approved(ada)
    write(release(choose()).refund_run)
    as_superuser.execute("SET session_replication_role = replica")
    as_superuser.execute("UPDATE bacs_bacsfile SET credit_pence = 39")
    assert "Bacs files" in [one.name for one in check_books().disagreeing]
