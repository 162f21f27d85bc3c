"""What comes back: each code does what the table says, once, and what fits nothing waits for an officer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bacs.collecting import (
    DUE_ON,
    PROCESSED_ON,
    a_payer,
    at,
    choose,
    collected,
    lodge,
    messages,
    release,
    take_in,
    tell,
    unpaid,
    write,
)  # fmt: skip
from direct_debit.paying import codes, lodged
from piperoll.bacs.apply_bacs_report import AnotherServiceUser
from piperoll.bacs.models import Advice, BacsFile, Collection, CollectionEnd, CollectionRun
from piperoll.bacs.withdraw_collection import withdraw_collection
from piperoll.direct_debit.bank_details import opened
from piperoll.direct_debit.cancel_mandate import cancel_mandate
from piperoll.direct_debit.models import Lodgement, MandateAccount, Standing
from piperoll.dispatch.models import Document
from piperoll.formats.bacs_codes import ARUDD, AUDDIS
from piperoll.formats.refusals import TotalsDisagree
from piperoll.foundations.actors import Actor
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receivables.models import Item, ItemBalance
from piperoll.reconciliation.check_books import check_books
from piperoll.runs.checking_seals import check_chain
from piperoll.runs.running import AlreadyTakenIn
from piperoll.safeguards.models import Hold
from the_day import MONDAY, bank, paid, statement

BACK_ON = date(2026, 12, 23)


def the_books_agree() -> None:
    assert [str(control) for control in check_books().disagreeing] == []


def test_a_debit_that_came_back_is_owed_again_from_its_own_due_date_and_clears_itself_at_the_bank(
    olive: Actor, oscar: Actor, tmp_path: Path
) -> None:
    one = collected(tmp_path, olive, oscar, "120.50")
    report = unpaid((one, "0"))
    done = take_in(tmp_path, olive, report)
    assert (done.report, done.applied, done.exceptions, done.pence_back) == ("ARUDD", 1, 0, 120_50)
    instalment = Item.objects.get(kind="instalment")
    assert (instalment.balance.open_pence, instalment.due_on) == (120_50, DUE_ON)
    assert (CollectionEnd.objects.get().what, Standing.objects.get().state) == ("returned", "active")
    the_books_agree()
    with pytest.raises(AlreadyTakenIn):
        take_in(tmp_path, olive, report)
    again = take_in(tmp_path, olive, unpaid((one, "0"), number="002"), name="again.xml")  # sent again, renumbered
    assert (again.known_before, again.applied, again.pence_back) == (1, 0, 0)
    lines = [
        paid("120.50", f"DD RUN {CollectionRun.objects.get().pk}", on=BACK_ON),
        paid("-120.50", "UNPAID DD", on=BACK_ON),
    ]
    bank(tmp_path, olive, statement(*lines, on=BACK_ON))
    assert allocate_receipts(on=BACK_ON, at=at(BACK_ON), by=olive).expected == 2
    the_books_agree()
    assert check_chain().agrees


def test_for_want_of_funds_it_is_presented_once_more_with_18_and_not_a_third_time(
    olive: Actor, oscar: Actor, tmp_path: Path
) -> None:
    one = collected(tmp_path, olive, oscar, "120.50")
    take_in(tmp_path, olive, unpaid((one, "0")))
    assert choose(olive, one.collect_on).collections == 0, "it had not come back then"
    day = date(2027, 1, 5)
    chosen = choose(olive, day, on=date(2026, 12, 31))
    second = Collection.objects.latest("id")
    assert (chosen.collections, second.code, second.represents) == (1, "18", one)
    release(chosen, oscar, on=date(2026, 12, 31))
    the_books_agree()
    report = unpaid((second, "0"), number="009", day=date(2027, 1, 4))
    back = take_in(tmp_path, olive, report, name="second.xml", on=date(2027, 1, 7))
    assert back.pence_back == 120_50
    assert choose(olive, date(2027, 1, 12), on=date(2027, 1, 8)).collections == 0
    the_books_agree()


def test_a_second_presentation_that_was_withdrawn_may_be_made_after_all(
    olive: Actor, oscar: Actor, tmp_path: Path
) -> None:
    one = collected(tmp_path, olive, oscar, "120.50")
    take_in(tmp_path, olive, unpaid((one, "0")))
    on = date(2026, 12, 31)
    chosen = choose(olive, date(2027, 1, 5), on=on)
    release(chosen, oscar, on=on)
    number = chosen.collection_run or 0
    withdraw_collection(collection_run=number, reason="Not sent in time", on=on, at=at(on), by=oscar)
    assert choose(olive, date(2027, 1, 6), on=date(2027, 1, 4)).collections == 1
    assert Collection.objects.latest("id").code == "18"


def test_a_collection_named_twice_in_one_report_comes_back_once(olive: Actor, oscar: Actor, tmp_path: Path) -> None:
    one = collected(tmp_path, olive, oscar, "120.50")
    done = take_in(tmp_path, olive, unpaid((one, "0"), (one, "1")))
    assert (done.applied, done.exceptions, done.pence_back) == (1, 1, 120_50)
    (exception,) = Advice.objects.exclude(exception="").values_list("exception", flat=True)
    assert exception == f"The report names collection DD-{one.pk} twice; nothing is taken back twice."
    the_books_agree()


STATE_AFTER = {"keep": "active", "hold": "suspended", "cancel": "cancelled"}


def test_each_code_does_to_the_mandate_what_the_table_says(olive: Actor, oscar: Actor, tmp_path: Path) -> None:
    codes = [*ARUDD, "Z"]
    payers = [a_payer(tmp_path, olive, f"{n + 10}.00", name=f"Payer {n}") for n in range(len(codes))]
    lodge(olive)
    tell(olive)
    release(choose(olive), oscar)
    collections = [Collection.objects.get(mandate=payer) for payer in payers]
    done = take_in(tmp_path, olive, unpaid(*zip(collections, codes, strict=True)))
    assert (done.applied, done.exceptions) == (len(codes) - 2, 2)  # who died and what is on no list is for a person
    assert Advice.objects.get(code="Z").exception == "Code Z of ARUDD is on no list: ask the bank what it means."
    states = dict(Standing.objects.values_list("mandate_id", "state"))
    for payer, code in zip(payers, codes, strict=True):
        wanted = ARUDD[code].mandate if code in ARUDD else "hold"
        assert states[payer.pk] == STATE_AFTER[wanted], code
    assert Hold.objects.get().customer_id == payers[codes.index("2")].customer_id
    assert all(ItemBalance.objects.filter(item__kind="instalment").values_list("open_pence", flat=True))
    the_books_agree()


def test_the_good_part_goes_on_whatever_the_rest_says(olive: Actor, oscar: Actor, tmp_path: Path) -> None:
    good = collected(tmp_path, olive, oscar, "10.00")
    late, unknown = (Collection.objects.get(pk=good.pk) for _ in range(2))
    late.amount_pence = 99_99
    unknown.mandate.reference = "ATDD0000009999"
    done = take_in(tmp_path, olive, unpaid((late, "0"), (unknown, "0"), (good, "0"), day=date(2026, 12, 21)))
    assert (done.applied, done.exceptions, done.pence_back) == (1, 2, 10_00)  # its date is a day out
    assert sorted(Advice.objects.exclude(exception="").values_list("exception", flat=True)) == [
        "No mandate of ours has the reference ATDD0000009999.",
        "We asked for no such sum under this mandate near that day.",
    ]
    the_books_agree()


def test_what_a_bank_says_of_an_instruction_holds_whichever_sum_it_speaks_of(
    olive: Actor, oscar: Actor, tmp_path: Path
) -> None:
    payers = [a_payer(tmp_path, olive, "10.00", name=f"Payer {code}") for code in "0127"]
    lodge(olive)
    tell(olive)
    release(choose(olive), oscar)
    never = [Collection.objects.get(mandate=payer) for payer in payers]
    for one in never:
        one.amount_pence = 99_99
    done = take_in(tmp_path, olive, unpaid(*zip(never, "0127", strict=True)))
    assert (done.applied, done.exceptions, done.pence_back) == (0, 4, 0)
    states = dict(Standing.objects.values_list("mandate_id", "state"))
    assert [states[payer.pk] for payer in payers] == ["active", "cancelled", "cancelled", "suspended"]
    assert Hold.objects.get().customer_id == payers[2].customer_id
    assert "no such sum" in Advice.objects.get(code="2").exception
    assert "the payer has died" in Advice.objects.get(code="2").exception
    assert not Document.objects.filter(kind="dd_unpaid").exists()
    the_books_agree()


def test_a_report_that_does_not_add_up_or_is_not_ours_is_refused_whole(
    olive: Actor, oscar: Actor, tmp_path: Path
) -> None:
    one = collected(tmp_path, olive, oscar, "10.00")
    with pytest.raises(TotalsDisagree):
        take_in(tmp_path, olive, unpaid((one, "0"), total=1))
    with pytest.raises(AnotherServiceUser, match="is for service user 123456, and we are 999999"):
        take_in(tmp_path, olive, unpaid((one, "0")).replace(b"999999", b"123456"))
    assert not CollectionEnd.objects.exists()


def test_banks_change_cancel_move_and_restore_instructions(olive: Actor, oscar: Actor, tmp_path: Path) -> None:
    names = ("Cora", "Mo", "Ina", "Ria")
    cancelled, moved, inside, restored = (a_payer(tmp_path, olive, "9.00", name=f"{name} Payer") for name in names)
    lodge(olive)
    tell(olive)
    choose(olive)
    base = {"record_type": "A", "effective_date": "2026-12-22", "payer_name": "A PAYER"}
    new = {"payer_new_sort_code": "118765", "payer_new_account_number": "64371389"}
    done = take_in(
        tmp_path, olive,
        messages(
            "ADDACS", base | {"reference": cancelled.reference, "reason_code": "1"},
            base | new | {"reference": moved.reference, "reason_code": "3"},
            base | new | {"reference": inside.reference, "reason_code": "C"},
            base | {"reference": restored.reference, "reason_code": "0"}, base | {"reference": "ATDD999999", "reason_code": "0"},
        ),
    )  # fmt: skip
    assert (done.applied, done.exceptions) == (4, 1)
    states = dict(Standing.objects.values_list("mandate_id", "state"))
    assert [states[one.pk] for one in (cancelled, moved, inside, restored)] == [
        "cancelled",
        "set_up",
        "active",
        "cancelled",
    ]
    assert opened(MandateAccount.objects.filter(mandate=inside)[0]).number == "64371389"
    assert list(Lodgement.objects.filter(end=None).values_list("mandate_id", "code")) == [(moved.pk, "0N")]
    back = messages("ADDACS", base | {"reference": restored.reference, "reason_code": "R"}, number="2")
    take_in(tmp_path, olive, back, name="restored.xml")
    assert Standing.objects.get(mandate=restored).state == "active"
    the_books_agree()


def test_a_payer_who_moved_to_an_account_that_cannot_be_is_collected_from_no_more(olive: Actor, tmp_path: Path) -> None:
    one = a_payer(tmp_path, olive, "9.00")
    lodge(olive)
    advice = {
        "record_type": "A", "effective_date": "2026-12-22", "payer_name": "A PAYER", "reference": one.reference,
        "reason_code": "3", "payer_new_sort_code": "118765", "payer_new_account_number": "6437138X",
    }  # fmt: skip
    assert take_in(tmp_path, olive, messages("ADDACS", advice)).exceptions == 1
    told = Advice.objects.get()
    assert told.exception.startswith("The new account could not be taken in")
    assert (Standing.objects.get().state, told.done) == (
        "suspended",
        "The mandate is suspended until an officer resumes it.",
    )


def test_an_account_that_moved_twice_in_one_report_is_lodged_once_and_the_rest_is_an_officers(
    olive: Actor, tmp_path: Path
) -> None:
    ada = a_payer(tmp_path, olive, "9.00")
    lodged(ada.pk)
    told = {"record_type": "A", "effective_date": "2026-12-22", "payer_name": "A PAYER", "reason_code": "3"}
    new = {"reference": ada.reference, "payer_new_sort_code": "118765", "payer_new_account_number": "64371389"}
    other = new | {"payer_new_sort_code": "202959", "payer_new_account_number": "63748472"}
    done = take_in(tmp_path, olive, messages("ADDACS", told | new, told | other))
    assert (done.applied, done.exceptions) == (1, 1)
    assert Advice.objects.exclude(exception="").get().exception.startswith("The mandate is set up")
    assert Lodgement.objects.filter(mandate=ada, end=None, code="0N").count() == 1


def test_a_mandate_its_bank_restored_is_not_cancelled_by_what_still_waited(olive: Actor, tmp_path: Path) -> None:
    ada = a_payer(tmp_path, olive, "9.00")
    lodge(olive)
    cancel_mandate(mandate=ada.pk, reason="She asked", on=MONDAY, at=at(MONDAY), by=olive)
    told = {"record_type": "A", "effective_date": "2026-11-24", "payer_name": "A PAYER", "reason_code": "R"}
    take_in(tmp_path, olive, messages("ADDACS", told | {"reference": ada.reference}), on=date(2026, 11, 25))
    assert (Standing.objects.get().state, codes(ada.pk)) == ("active", [("0N", "filed"), ("0C", "withdrawn")])


def test_a_bank_that_will_not_take_the_instruction_ends_the_mandate(olive: Actor, tmp_path: Path) -> None:
    refused, stays = a_payer(tmp_path, olive, "9.00"), a_payer(tmp_path, olive, "8.00", name="Basil Budd")
    lodge(olive)
    base = {"record_type": "N", "effective_date": "2026-11-25", "payer_name": "A PAYER", "transaction_code": "0N"}
    code = next(code for code, reason in AUDDIS.items() if reason.mandate == "fail")
    take_in(
        tmp_path, olive, messages("AUDDIS", base | {"reference": refused.reference, "reason_code": code}),
        on=date(2026, 11, 26),
    )  # fmt: skip
    states = dict(Standing.objects.values_list("mandate_id", "state"))
    assert (states[refused.pk], states[stays.pk]) == ("rejected", "lodging")


INPUT = (
    '<BACSDocument><Data><InputReport><Header reportNumber="77" reportType="REFT2013"/><ProducedOn date="2026-12-18"/>'
    '<Submission><SubmissionInformation volumeSerialNumber="{serial}"/><UserFile><InputUserFile>'
    '<UserFileInformation userNumber="999999" userFileNumber="001" uhl1ProcessingDate="2026-12-18"/><Errors>{errors}</Errors>'
    '<AgreementOfFileTotals><DebitEntry><AcceptedRecords numberOf="1" valueOf="{accepted}"/>'
    '<RejectedRecords numberOf="1" valueOf="{rejected}"/></DebitEntry></AgreementOfFileTotals>'
    "</InputUserFile></UserFile></Submission></InputReport></Data></BACSDocument>"
)
WITHDRAWAL = (
    '<BACSDocument><Data><WithdrawalReport><Header reportNumber="5"/><Submission><SubmissionInformation '
    'volumeSerialNumber="{serial}"/><UserFile><UserFileInformation userNumber="999999"/></UserFile></Submission>'
    "</WithdrawalReport></Data></BACSDocument>"
)


def test_what_bacs_itself_would_not_take_is_not_collected_and_less_is_expected(
    olive: Actor, oscar: Actor, tmp_path: Path
) -> None:
    a_payer(tmp_path, olive, "10.00")
    bad = a_payer(tmp_path, olive, "45.00", name="Basil Budd")
    lodge(olive)
    tell(olive)
    chosen = choose(olive)
    release(chosen, oscar)
    serial = write(oscar).serial
    error = f'<Error><ErrorItem reference="{bad.reference}" valueOf="45.00"/><ErrorMessage type="REJECTED">BAD</ErrorMessage></Error>'
    report = INPUT.format(serial=serial, errors=error, accepted="10.00", rejected="45.00")
    done = take_in(tmp_path, olive, report.encode())
    assert (done.exceptions, done.pence_back) == (0, 45_00)
    assert CollectionEnd.objects.get().what == "rejected"
    bank(tmp_path, olive, statement(paid("10.00", f"DD RUN {chosen.collection_run}", on=DUE_ON), on=DUE_ON))
    assert allocate_receipts(on=DUE_ON, at=at(DUE_ON), by=olive).expected == 1
    the_books_agree()
    wrong = INPUT.format(serial="000999", errors="", accepted="1.00", rejected="0.00")
    assert take_in(tmp_path, olive, wrong.encode(), name="wrong.xml").exceptions == 1
    other = INPUT.format(serial=serial, errors="", accepted="99.00", rejected="0.00")
    assert take_in(tmp_path, olive, other.encode(), name="other.xml").exceptions == 1


@pytest.mark.parametrize(
    ("accepted", "rejected", "says"),
    [("0.00", "0.00", "speaks of £0.00"), ("4.00", "6.00", "rejected a part"), ("10.00", "0.00", "")],
    ids=["nothing told", "not told which", "all of it"],
)
def test_a_file_that_bacs_did_not_take_in_whole_waits_for_an_officer_where_no_item_tells_why(
    olive: Actor, oscar: Actor, tmp_path: Path, accepted: str, rejected: str, says: str
) -> None:
    collected(tmp_path, olive, oscar, "10.00")
    serial = BacsFile.objects.filter(debit_pence__gt=0).get().serial
    report = INPUT.format(serial=serial, errors="", accepted=accepted, rejected=rejected)
    report = report.replace('numberOf="1" valueOf="0.00"', 'numberOf="0" valueOf="0.00"')
    assert take_in(tmp_path, olive, report.encode(), on=PROCESSED_ON).exceptions == bool(says)
    if says:
        assert says in Advice.objects.get(exception__gt="").exception


def test_a_file_that_bacs_rejected_whole_is_said_to_be(olive: Actor, oscar: Actor, tmp_path: Path) -> None:
    collected(tmp_path, olive, oscar, "10.00")
    serial = BacsFile.objects.filter(debit_pence__gt=0).get().serial
    report = INPUT.format(serial=serial, errors="", accepted="0.00", rejected="10.00")
    report = report.replace("<UserFile>", '<UserFile fileLevelMessage="FILE REJECTED">')
    assert take_in(tmp_path, olive, report.encode(), on=PROCESSED_ON).exceptions == 1
    assert "the whole of file" in Advice.objects.get(exception__gt="").exception


def test_a_file_withdrawn_is_as_if_it_had_never_gone(olive: Actor, oscar: Actor, tmp_path: Path) -> None:
    collected(tmp_path, olive, oscar, "10.00")
    serial = BacsFile.objects.filter(debit_pence__gt=0).get().serial
    done = take_in(tmp_path, olive, WITHDRAWAL.format(serial=serial).encode(), on=PROCESSED_ON)
    assert (done.pence_back, CollectionEnd.objects.get().what) == (10_00, "withdrawn")
    assert choose(olive, date(2026, 12, 24), on=date(2026, 12, 22)).collections == 1  # within three days of the notice
    the_books_agree()
