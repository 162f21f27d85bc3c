"""A bank's own statement: proved, followed on, banked once; or refused whole, with the reason."""

from datetime import timedelta
from pathlib import Path

import pytest

from piperoll.formats.statements import AccountIdentity
from piperoll.foundations.actors import Actor
from piperoll.receipting.import_statement import (
    AccountNotNamed,
    NeedsABalance,
    NotForPosting,
    NotOurAccount,
    import_statement,
)
from piperoll.receipting.rules import BalanceDoesNotProve, DoesNotFollow
from piperoll.reconciliation.check_books import check_books
from piperoll.runs.running import AlreadyTakenIn
from the_day import MONDAY, MORNING, ask, bank, paid, statement

TUESDAY = MONDAY + timedelta(days=1)


def test_money_in_and_out_is_banked_and_waits_in_suspense(manager: Actor, tmp_path: Path) -> None:
    imported = bank(tmp_path, manager, statement(paid("25.00", "A PAYMENT"), paid("-5.00", "UNPAID CHEQUE")))
    assert (imported.lines, imported.credit_pence, imported.debit_pence) == (2, 2500, 500)
    assert imported.closing_pence == {"MAIN": 102000}
    assert ask("SELECT sum(open_pence)::int AS pence FROM receipting_suspense")[0].pence == 2000
    assert check_books().agrees


def test_the_same_file_twice_does_nothing(manager: Actor, tmp_path: Path) -> None:
    content = statement(paid("25.00", "A PAYMENT"))
    bank(tmp_path, manager, content)
    with pytest.raises(AlreadyTakenIn):
        bank(tmp_path, manager, content)
    assert ask("SELECT count(*) AS many FROM receipting_bankline")[0].many == 1


def test_the_same_day_in_another_file_is_known_line_by_line(manager: Actor, tmp_path: Path) -> None:
    lines = [paid("25.00", "A PAYMENT"), paid("10.00", "ANOTHER")]
    bank(tmp_path, manager, statement(*lines))
    again = bank(tmp_path, manager, statement(*lines).replace(b"S261123", b"COPY-2"))
    assert (again.lines, again.lines_known_before) == (0, 2)
    assert check_books().agrees


def test_two_genuine_twins_on_one_day_are_both_kept(manager: Actor, tmp_path: Path) -> None:
    imported = bank(tmp_path, manager, statement(paid("7.50", "BUS PASS"), paid("7.50", "BUS PASS")))
    assert imported.lines == 2


def test_a_twin_in_a_later_statement_of_the_same_day_is_kept_too(manager: Actor, tmp_path: Path) -> None:
    bank(tmp_path, manager, statement(paid("7.50", "BUS PASS")))
    later = bank(tmp_path, manager, statement(paid("7.50", "BUS PASS"), opening="1007.50"))
    assert (later.lines, later.lines_known_before) == (1, 0)
    assert check_books().agrees


def test_a_statement_that_overlaps_brings_only_what_is_new(manager: Actor, tmp_path: Path) -> None:
    monday, tuesday = paid("25.00", "MONDAY"), paid("30.00", "TUESDAY", on=TUESDAY)
    bank(tmp_path, manager, statement(monday))
    both = bank(tmp_path, manager, statement(monday, tuesday))
    assert (both.lines, both.lines_known_before) == (1, 1)
    assert both.closing_pence == {"MAIN": 105500}
    assert check_books().agrees


def test_a_missing_statement_is_noticed(manager: Actor, tmp_path: Path) -> None:
    bank(tmp_path, manager, statement(paid("25.00", "MONDAY")))
    with pytest.raises(DoesNotFollow, match=r"opens at £2,000.00, but the account's last one closed at £1,025.00"):
        bank(tmp_path, manager, statement(paid("1.00", "WEDNESDAY"), opening="2000.00", on=MONDAY + timedelta(days=2)))
    assert ask("SELECT count(*) AS many FROM receipting_statement")[0].many == 1


def test_a_quiet_day_still_follows_on(manager: Actor, tmp_path: Path) -> None:
    bank(tmp_path, manager, statement(paid("25.00", "MONDAY")))
    quiet = bank(tmp_path, manager, statement(opening="1025.00", on=TUESDAY))
    assert (quiet.statements, quiet.lines) == (1, 0)
    assert check_books().agrees


def test_somebody_elses_account_is_refused_by_name(manager: Actor, tmp_path: Path) -> None:
    strange = AccountIdentity("400000", "11111111", raw="40000011111111")
    with pytest.raises(NotOurAccount, match="40000011111111"):
        bank(tmp_path, manager, statement(paid("1.00", "X"), identity=strange))


@pytest.mark.parametrize(("number", "ours"), [("66374958", True), ("XXXX4958", True), ("66374959", False), ("", True)])
def test_an_account_named_by_its_number_alone_must_be_the_one_it_is_taken_in_for(
    manager: Actor, tmp_path: Path, number: str, ours: bool
) -> None:
    content = f"Date,Account number,Details,Amount,Balance\n23/11/2026,{number},PICKLE,25.00,1025.00\n".encode()
    file = tmp_path / "bank.csv"
    file.write_bytes(content)
    if ours:
        assert import_statement(file=file, bank_account="MAIN", on=MONDAY, at=MORNING, by=manager).lines == 1
    else:
        with pytest.raises(NotOurAccount, match="66374959"):
            import_statement(file=file, bank_account="MAIN", on=MONDAY, at=MORNING, by=manager)


def test_a_file_that_names_no_account_asks_which_it_is(manager: Actor, tmp_path: Path) -> None:
    with pytest.raises(AccountNotNamed, match="MAIN"):
        bank(tmp_path, manager, b"Date,Details,Amount,Balance\n23/11/2026,PICKLE,25.00,1025.00\n", name="bank.csv")


def test_another_currency_is_read_but_not_posted(manager: Actor, tmp_path: Path) -> None:
    with pytest.raises(NotForPosting, match="in EUR, not in sterling"):
        bank(tmp_path, manager, statement(paid("1.00", "X")).replace(b"GBP", b"EUR"))


BARCLAYS = b"Number,Date,Account,Amount,Subcategory,Memo\n ,23/11/2026,08-99-99 66374958,25.00,Counter Credit,PICKLE AND SONS\n"


def test_a_file_without_balances_needs_an_officers(manager: Actor, tmp_path: Path) -> None:
    with pytest.raises(NeedsABalance):
        bank(tmp_path, manager, BARCLAYS, name="barclays.csv")
    imported = bank(tmp_path, manager, BARCLAYS, name="barclays.csv", closing_pence=2500)
    assert imported.closing_pence == {"MAIN": 2500}
    assert ask("SELECT entered_balance FROM receipting_statement")[0].entered_balance is True
    assert check_books().agrees


def test_an_entered_balance_must_follow_on_from_the_last(manager: Actor, tmp_path: Path) -> None:
    bank(tmp_path, manager, statement(paid("25.00", "MONDAY")))
    with pytest.raises(BalanceDoesNotProve, match=r"makes £1,050.00, not the £99.00 entered"):
        bank(tmp_path, manager, BARCLAYS, name="barclays.csv", closing_pence=9900)


def test_bank_details_are_never_stored_in_clear(manager: Actor, tmp_path: Path) -> None:
    bank(tmp_path, manager, statement(paid("25.00", "A PAYMENT", payer="A PAYER", account="20123412345678")))
    (kept,) = ask("SELECT sealed_payer, payer_key, t::text AS whole FROM receipting_banklinetext t")
    assert b"12345678" not in bytes(kept.sealed_payer) + bytes(kept.payer_key)
    assert "12345678" not in kept.whole
