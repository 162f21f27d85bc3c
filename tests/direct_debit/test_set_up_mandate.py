"""A mandate is given by telephone, page or paper; what its bank would not accept is refused before anything is kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from customers.somebody import ada
from direct_debit.paying import ALSO_GOOD, BAD, GOOD, UNLISTED, a_mandate, by_phone, codes, dispatch, on_paper
from piperoll.council.models import Council
from piperoll.customers.bank_details import key_ring
from piperoll.direct_debit.accounts import ReferenceTaken
from piperoll.direct_debit.bank_details import NameOnTheAccount, NotABankAccount, WhichBank, opened
from piperoll.direct_debit.choosing import PaysTold
from piperoll.direct_debit.deeds import NotForThem
from piperoll.direct_debit.models import Mandate, MandateAccount, MandateEvent, MandatePays, ModulusImport, Standing
from piperoll.direct_debit.planning import BadPlan, PlanTold
from piperoll.direct_debit.rules import core_reference
from piperoll.direct_debit.set_up_mandate import (
    BadReference,
    NoServiceUser,
    PaperInstead,
    PaperOnly,
    PayerUnfit,
    SayHowChecked,
    SetUpAlready,
    SignedLater,
    set_up_mandate,
)
from piperoll.dispatch.models import Document
from piperoll.foundations.actors import Actor
from piperoll.reconciliation.check_books import check_books
from piperoll.runs.checking_seals import check_chain
from safeguards.people import flag
from the_day import MONDAY, MORNING, ask


def test_by_telephone_it_waits_to_be_lodged_and_its_confirmation_to_be_sent(officer: Actor) -> None:
    made = a_mandate(officer, ada(officer).pk)
    assert made.reference == core_reference("AT", made.mandate)
    assert (len(made.reference), made.bank_account, made.check) == (14, "••••8472", "valid")
    assert made.confirm_by == date(2026, 11, 26)
    assert Standing.objects.get().state == "set_up"
    assert codes(made.mandate) == [("0N", "waiting")]
    letter = Document.objects.select_related("outbox").get()
    assert (letter.kind, letter.recipient, letter.outbox.state) == ("dd_confirmed", "Ms Ada Lovegrove", "prepared")


def test_bank_details_are_sealed_and_found_again_by_their_digest_alone(officer: Actor) -> None:
    a_mandate(officer, ada(officer).pk)
    account = MandateAccount.objects.get()
    assert opened(account).written == "20-29-59 63748472"
    assert bytes(account.key) == key_ring().key_of("20295963748472")
    told = str(ask("SELECT to_jsonb(a) AS row FROM direct_debit_mandateaccount a")) + str(
        ask("SELECT inputs, totals FROM runs_run WHERE verb = 'set_up_mandate'")
    )
    assert "63748472" not in told
    assert "LOVEGROVE" not in told


def test_the_same_again_is_said_politely_and_other_debts_may_have_a_mandate_of_their_own(officer: Actor) -> None:
    whose = ada(officer).pk
    a_mandate(officer, whose)
    with pytest.raises(SetUpAlready) as again:
        a_mandate(officer, whose)
    assert again.value.exit_code == 0
    a_mandate(officer, whose, by_phone(pays=PaysTold(services=("ASC",))))
    assert Mandate.objects.count() == 2
    assert list(MandatePays.objects.values_list("what", flat=True)) == ["everything", "service"]


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"account": BAD}, NotABankAccount),
        ({"account": ("20295", "63748472")}, NotABankAccount),
        ({"account": ("202959", "6374")}, NotABankAccount),
        ({"account": ("202959", "6374847212")}, WhichBank),
        ({"account_name": "ÆØ…"}, NameOnTheAccount),
        ({"signs_alone": False}, PaperInstead),
        ({"is_account_holder": False}, PaperInstead),
        ({"asked": " "}, SayHowChecked),
        ({"reference": "OLD12345"}, PaperOnly),
        ({"agreed_on": MONDAY + timedelta(days=1)}, SignedLater),
        ({"payer_name": "Mr Cyril Thorne"}, PayerUnfit),
        ({"payer_email": "cyril@thorne.example"}, PayerUnfit),
        ({"plan": PlanTold("fixed", None, "monthly")}, BadPlan),
        ({"plan": PlanTold("variable", every="monthly", days=(32,))}, BadPlan),
    ],
)
def test_what_a_bank_would_not_accept_is_refused_and_nothing_is_kept(
    officer: Actor, facts: dict[str, Any], refusal: type
) -> None:
    whose = ada(officer).pk
    with pytest.raises(refusal):
        a_mandate(officer, whose, by_phone(**facts))
    assert not Mandate.objects.exists()
    assert not Document.objects.exists()


def test_an_account_no_table_covers_is_kept_and_says_so(officer: Actor) -> None:
    made = a_mandate(officer, ada(officer).pk, by_phone(UNLISTED))
    assert made.check == "not in table"
    assert "no check is published" in made.why


def test_without_tables_it_is_not_checked_which_is_not_invalid(officer: Actor, as_superuser: Any) -> None:
    as_superuser.execute("TRUNCATE direct_debit_modulusimport CASCADE")
    assert not ModulusImport.objects.exists()
    assert a_mandate(officer, ada(officer).pk, by_phone(BAD)).check == "not checked"


@pytest.mark.parametrize(
    ("typed", "ten_digits", "kept"),
    [
        (("11-87-65", "3748472"), "", "03748472"),
        (("118765", "437138"), "", "00437138"),
        (("118765", "6437138901"), "co-op", "64371389"),
        (("118765", "0164371389"), "natwest", "64371389"),
    ],
)
def test_six_seven_and_ten_digits_become_eight(
    officer: Actor, typed: tuple[str, str], ten_digits: str, kept: str
) -> None:
    a_mandate(officer, ada(officer).pk, by_phone(typed, ten_digits=ten_digits))
    assert opened(MandateAccount.objects.get()).number == kept


def test_nine_digits_lend_their_first_to_the_sort_code(officer: Actor) -> None:
    a_mandate(officer, ada(officer).pk, by_phone(("090126", "512345678")))
    found = opened(MandateAccount.objects.get())
    assert (found.sort_code, found.number) == ("090125", "12345678")


def test_a_paper_form_may_bear_its_own_reference_and_be_converted(officer: Actor) -> None:
    told = on_paper(reference="care-00123", is_converted=True, agreed_on=date(2024, 3, 1))
    made = a_mandate(officer, ada(officer).pk, told)
    assert made.reference == "CARE-00123"
    assert codes(made.mandate) == [("0S", "waiting")]


@pytest.mark.parametrize(
    "reference", ["AB-12", "DDIC00012", "AAAAAA-", "-ABC1234", "ABC 123456789012345X", "ABC#12345"]
)
def test_a_reference_no_bank_takes_is_refused(officer: Actor, reference: str) -> None:
    with pytest.raises(BadReference):
        a_mandate(officer, ada(officer).pk, on_paper(reference=reference))


def test_on_one_account_no_reference_is_part_of_another(officer: Actor) -> None:
    first, second = ada(officer).pk, ada(officer, "Mr Ben Lovegrove").pk
    a_mandate(officer, first, on_paper(reference="CARE001234"))
    with pytest.raises(ReferenceTaken):
        a_mandate(officer, second, on_paper(reference="CARE0012345"))
    a_mandate(officer, second, on_paper(ALSO_GOOD, reference="CARE0012345"))


def test_the_database_keeps_one_mandate_a_core_reference(officer: Actor) -> None:
    a_mandate(officer, ada(officer).pk)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO direct_debit_corereference (key, mandate_id) SELECT key, mandate_id FROM direct_debit_corereference"
        )


def test_a_payer_who_is_somebody_else_hears_themself(officer: Actor) -> None:
    whose = ada(officer)
    told = by_phone(payer_name="Mr Cyril Thorne", payer_address="9 Quay Street\nAnytown", payer_postcode="an1 4bb")
    a_mandate(officer, whose.pk, told)
    letter = Document.objects.get()
    assert (letter.recipient, letter.postcode, letter.channel, letter.audience) == (
        "Mr Cyril Thorne", "AN1 4BB", "post", "payer"
    )  # fmt: skip
    assert letter.customer_id == whose.pk
    dispatch(officer)
    assert Document.objects.get().outbox.state == "sent"


@pytest.mark.parametrize("kind", ["deceased", "gone_away"])
def test_nobody_gives_a_mandate_for_those_who_cannot(officer: Actor, kind: str) -> None:
    whose = ada(officer).pk
    flag(officer, whose, kind)
    with pytest.raises(NotForThem):
        a_mandate(officer, whose)


def test_a_council_without_a_service_user_number_collects_nothing(officer: Actor) -> None:
    Council.objects.update(direct_debit_user_number="")
    with pytest.raises(NoServiceUser):
        a_mandate(officer, ada(officer).pk)


def test_what_was_kept_is_sealed_and_the_books_balance(officer: Actor) -> None:
    set_up_mandate(customer=ada(officer).pk, told=by_phone(GOOD), on=MONDAY, at=MORNING, by=officer)
    assert MandateEvent.objects.get().state == "set_up"
    assert check_books().agrees
    assert check_chain().agrees
