"""Authorised by somebody else of the service, its money stands on its income codes and the bank clears both slips."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from billing.serving import of_service
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receipting.models import FundPlacement, Suspense
from piperoll.takings import queries
from piperoll.takings.authorise_cash_return import OwnReturn, authorise_cash_return
from piperoll.takings.models import CashReturnEnd, CashUp
from piperoll.takings.returns import NoSuchReturn, ReturnEnded
from takings.returning import COUNTED, FINES, TUESDAY, filled, income_fund
from takings_words import disagreeing
from the_day import MONDAY, MORNING, bank, paid, statement


@pytest.fixture
def approver(manager: Actor) -> Actor:
    """Somebody else of the service."""
    income_fund(manager)
    return of_service("approver")


def authorised(by: Actor, number: int) -> None:
    authorise_cash_return(cash_return=number, on=MONDAY, at=MORNING, by=by)


def test_its_money_is_on_its_income_codes_and_the_bank_clears_each_slip(
    approver: Actor, manager: Actor, tmp_path: Path
) -> None:
    number = filled(reason="A pound was found", counted=COUNTED | {1_00: 1}).cash_return
    done = authorise_cash_return(cash_return=number, on=MONDAY, at=MORNING, by=approver)
    assert (done.receipts, done.cash_pence, done.cheque_pence, done.difference_pence) == (3, 51_00, 12_00, 1_00)
    assert sorted(FundPlacement.objects.values_list("reference", "amount_pence")) == [
        (FINES, 12_00), (FINES, 45_50), ("GLLB0102", 4_50),
    ]  # fmt: skip
    assert not Suspense.objects.exclude(open_pence=0).exists()
    assert disagreeing() == []
    lines = (paid("51.00", "CASH 700001", on=TUESDAY), paid("12.00", "CHEQUES 700002", on=TUESDAY))
    bank(tmp_path, manager, statement(*lines, on=TUESDAY))
    assert allocate_receipts(on=TUESDAY, at=MORNING, by=manager).expected == 2
    assert {row.pence for row in queries.holding()} == {0}
    assert disagreeing() == []
    with pytest.raises(ReturnEnded):
        authorised(approver, number)


def test_nobody_authorises_their_own_nor_another_service_s(approver: Actor, manager: Actor) -> None:
    number = filled(approver).cash_return
    with pytest.raises(OwnReturn):
        authorised(approver, number)
    with pytest.raises(NotPermitted):
        authorised(of_service("requester"), number)
    with pytest.raises(NoSuchReturn):
        authorised(of_service("approver", "TRADE", username="tess.trade"), number)
    authorised(of_service("approver", username="other.one"), number)
    assert CashUp.objects.get().counted_by_id == approver.user_id


def test_the_database_holds_a_return_to_two_people(
    approver: Actor, as_superuser: psycopg.Connection
) -> None:  # whatever a program does
    authorised(approver, filled().cash_return)
    for wrong in (
        "UPDATE takings_cashreturnend SET ended_by_id = filled_by_id",
        "UPDATE takings_cashreturnend SET filled_by_id = ended_by_id, ended_by_id = filled_by_id",
    ):
        as_superuser.execute("ALTER TABLE takings_cashreturnend DISABLE TRIGGER USER")
        with pytest.raises(psycopg.errors.IntegrityError):
            as_superuser.execute(wrong)
    as_superuser.execute("ALTER TABLE takings_cashreturnend ENABLE TRIGGER USER")
    assert CashReturnEnd.objects.count() == 1


ALTERATIONS = (
    "UPDATE takings_cashreturn SET counted_pence = counted_pence + 1, reason = 'x'",
    "UPDATE takings_cashreturn SET counted = '{}'",
    "UPDATE takings_cashreturnline SET amount_pence = amount_pence + 1",
    "UPDATE takings_cashreturnline SET income_code = 'GLXX0001' WHERE id = (SELECT min(id) FROM takings_cashreturnline)",
    "UPDATE takings_cashreturnend SET cheque_banking_id = NULL",
    "DELETE FROM takings_cashreturnend",
)


def test_one_altered_row_is_noticed(approver: Actor, as_superuser: psycopg.Connection) -> None:
    authorised(approver, filled().cash_return)
    assert disagreeing() == []
    as_superuser.execute("SET session_replication_role = replica")
    for alteration in ALTERATIONS:
        name = alteration.split()[2 if alteration.startswith("DELETE") else 1]
        as_superuser.execute(f"CREATE TEMP TABLE kept AS SELECT * FROM {name}")
        assert as_superuser.execute(alteration).rowcount
        found = disagreeing()
        noticed = any("Cash-up returns" in str(one) for one in found)
        assert noticed or alteration.startswith("DELETE"), alteration
        as_superuser.execute(f"DELETE FROM {name}; INSERT INTO {name} SELECT * FROM kept; DROP TABLE kept")
    assert disagreeing() == []
