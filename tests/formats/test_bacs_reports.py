"""Bacs reports, each as Bacs writes it, about invented payers: what they say, what is to be done, what is refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piperoll.formats import bacs_codes
from piperoll.formats.bacs_advices import Advice, Report
from piperoll.formats.bacs_reports import read_report
from piperoll.formats.refusals import FileEmpty, FileMalformed, FileRefused, HostileXml, TotalsDisagree

END = "</Data><SignatureMethod>Vanilla</SignatureMethod><Signature>AAAA</Signature></BACSDocument>"


def read(body: str, prolog: str = '<?xml version="1.0" encoding="UTF-8"?>') -> Report:
    return read_report(f"{prolog}<BACSDocument><Data>{body}{END}".encode())


def messages(kind: str, number: str, *advices: str) -> str:
    header = (
        f'<MessagingHeader advice-type="{kind}" report-type="{number}" user-number="123456" user-name="ANYTOWN COUNCIL"'
        ' report-generation-date="2026-11-25" envelope-sequence-number="7" reprint-indicator="0"/>'
    )
    return f'<MessagingAdvices>{header}<AddresseeInformation name="ANYTOWN"/>{"".join(advices)}</MessagingAdvices>'


def addacs(code: str, more: str = "") -> str:
    return (
        f'<MessagingAdvice record-type="A" user-number="123456" effective-date="2026-11-24" reference="ANY0000101        "'
        f' payer-name="MR A SAMPLE" payer-sort-code="107999" payer-account-number="88837491" reason-code="{code}"'
        f' due-date="" payment-frequency="" aosn="1" {more}/>'
    )


def unpaid(code: str = "0328", pounds: str = "120.50", day: str = "2026-11-24", trans: str = "17") -> str:
    return (
        f'<ReturnedDebitItem ref="ANY0000101   " transCode="{trans}" returnCode="{code}" returnDescription="X"'
        f' originalProcessingDate="{day}" valueOf="{pounds}" currency="GBP">'
        '<PayerAccount number="88837491" ref="ANY0000101" name="MR A SAMPLE" sortCode="10-79-99" bankName="B"/></ReturnedDebitItem>'
    )


def arudd(*items: str, count: int | None = None, total: str = "120.50") -> str:
    return (
        '<ARUDD><Header reportType="REFT1019" adviceNumber="42" currentProcessingDate="2026-11-26"/>'
        '<AddresseeInformation name="ANYTOWN"/><ServiceLicenseInformation userName="ANYTOWN COUNCIL" userNumber="123456"/>'
        "<Advice><OriginatingAccountRecords><OriginatingAccountRecord>"
        '<OriginatingAccount name="ANYTOWN" number="66374958" sortCode="08-99-99" type="0"/>'
        f'{"".join(items)}<Totals numberOf="{len(items) if count is None else count}" valueOf="{total}" currency="GBP"/>'
        "</OriginatingAccountRecord></OriginatingAccountRecords></Advice></ARUDD>"
    )


def only(report: Report) -> Advice:
    (advice,) = report.advices
    return advice


def test_an_unpaid_direct_debit() -> None:
    report = read(arudd(unpaid()))
    assert (report.report, report.report_type, report.number, report.user_number) == (
        "ARUDD",
        "REFT1019",
        "42",
        "123456",
    )
    assert (report.produced_on, report.value_pence) == (date(2026, 11, 26), 12050)
    advice = only(report)
    assert (advice.reference, advice.code, advice.amount_pence) == ("ANY0000101", "0", 12050)
    assert (advice.sort_code, advice.account_number, advice.payer_name) == ("107999", "88837491", "MR A SAMPLE")
    assert (advice.original_processing_on, advice.transaction_code, advice.note) == (date(2026, 11, 24), "17", "")
    assert advice.meaning == "refer to payer"
    assert advice.may_present_again


@pytest.mark.parametrize(
    ("code", "mandate", "again", "died"),
    [
        ("0328", "keep", True, False), ("1328", "cancel", False, False), ("2328", "cancel", False, True),
        ("3328", "hold", False, False), ("4328", "hold", False, False), ("5328", "cancel", False, False),
        ("6328", "hold", False, False), ("7328", "hold", False, False), ("8328", "hold", False, False),
        ("9328", "hold", False, False), ("A328", "hold", False, False), ("B328", "cancel", False, False),
        ("1", "cancel", False, False), ("Z328", "hold", False, False),
    ],
)  # fmt: skip
def test_what_each_reason_does_to_the_mandate(code: str, mandate: str, again: bool, died: bool) -> None:
    advice = only(read(arudd(unpaid(code))))
    assert (advice.code, advice.mandate, advice.may_present_again, advice.payer_died) == (code[0], mandate, again, died)


def test_what_was_presented_again_is_not_presented_a_third_time() -> None:
    assert not only(read(arudd(unpaid(trans="18")))).may_present_again


def test_a_code_that_speaks_of_another_day_is_noted() -> None:
    assert "speaks of day 327" in only(read(arudd(unpaid("0327")))).note


def test_totals_that_do_not_add_up_are_refused_whole() -> None:
    with pytest.raises(TotalsDisagree, match=r"gives the total as £120.51, but its own lines come to £120.50"):
        read(arudd(unpaid(), total="120.51"))
    with pytest.raises(TotalsDisagree, match="number of items as 2"):
        read(arudd(unpaid(), count=2))
    assert len(read(arudd(unpaid(pounds="1,000.00"), unpaid(), total="1,120.50")).advices) == 2
    assert read(arudd(total="0.00")).advices == []


def test_totals_of_everything_are_held_to_it_too() -> None:
    grand = '</OriginatingAccountRecords><Totals numberOf="1" valueOf="{}"/>'
    body = arudd(unpaid())
    assert read(body.replace("</OriginatingAccountRecords>", grand.format("120.50"))).value_pence == 12050
    with pytest.raises(TotalsDisagree, match="gives the total as £1,120"):
        read(body.replace("</OriginatingAccountRecords>", grand.format("1,120.50")))


def test_several_accounts_each_have_their_totals() -> None:
    two = arudd(unpaid()).replace(
        "</OriginatingAccountRecord></OriginatingAccountRecords>",
        f'</OriginatingAccountRecord><OriginatingAccountRecord>{unpaid(pounds="5.00")}<Totals numberOf="1" valueOf="5.00"/>'
        "</OriginatingAccountRecord></OriginatingAccountRecords>",
    )
    assert read(two).value_pence == 12550


@pytest.mark.parametrize(
    ("code", "mandate", "died"),
    [
        ("0", "cancel", False), ("1", "cancel", False), ("2", "cancel", True), ("B", "cancel", False), ("C", "update", False),
        ("D", "hold", False), ("E", "update", False), ("R", "restore", False), ("Q", "hold", False),
    ],
)  # fmt: skip
def test_a_change_to_an_instruction(code: str, mandate: str, died: bool) -> None:
    report = read(messages("ADDACS", "7001", addacs(code)))
    advice = only(report)
    assert (report.report, report.number, report.produced_on) == ("ADDACS", "7", date(2026, 11, 25))
    assert (advice.reference, advice.mandate, advice.payer_died) == ("ANY0000101", mandate, died)
    assert (advice.effective_on, advice.due_on, advice.sequence) == (date(2026, 11, 24), None, "1")


def test_a_move_to_another_bank_turns_on_whether_the_new_account_is_told() -> None:
    told = only(
        read(
            messages(
                "ADDACS", "7001", addacs("3", 'payer-new-sort-code="20-29-59" payer-new-account-number="63748472"')
            )
        )
    )
    assert (told.mandate, told.new_sort_code, told.new_account_number) == ("update", "202959", "63748472")
    assert "send 0N" in told.action
    for nothing in ("", 'payer-new-sort-code="000000" payer-new-account-number="00000000"'):
        untold = only(read(messages("ADDACS", "7001", addacs("3", nothing))))
        assert (untold.mandate, untold.new_sort_code) == ("hold", "")


def test_an_instruction_returned_by_the_bank() -> None:
    told = (
        '<MessagingAdvice record-type="N" user-number="123456" reason-code="I" reference="ANY0000123" payer-name="E EXAMPLE"'
        ' payer-sort-code="118765" payer-account-number="64371389" transaction-code="0N" orig-sort-code="089999"'
        ' original-proc-date="2026-11-24" effective-date="2026-11-25" aosn="3"/>'
    )
    report = read(messages("AUDDIS", "7002", told, told.replace('code="I"', 'code="C"')))
    first, second = report.advices
    assert (report.report, first.mandate, first.meaning) == ("AUDDIS", "fail", "payer's reference not unique")
    assert (first.transaction_code, first.original_processing_on) == ("0N", date(2026, 11, 24))
    assert second.mandate == "update"


@pytest.mark.parametrize(
    ("kind", "number", "record", "report", "outcome"),
    [
        ("AUDACC", "7003", "V", "AUDDIS acceptance", "accepted"), ("AUDREJ", "7004", "R", "AUDDIS rejection", "rejected"),
        ("AUDDIS", "", "R", "AUDDIS", None), ("", "", "V", "AUDDIS acceptance", "accepted"),
    ],
)  # fmt: skip
def test_what_became_of_a_file_of_instructions(
    kind: str, number: str, record: str, report: str, outcome: str | None
) -> None:
    told = (
        f'<MessagingAdvice record-type="{record}" user-number="123456" aosn="1" processing-date="2026-11-24"'
        ' originator-file-number="001" work-code="1 DAILY" file-type="LIVE" accepted-ddi="3" rejected-ddi="1"'
        ' vol-serial-number="000123" file-error-code="30264"/><MessagingError line1="BAD FILE" line2="0" line3=""/>'
    )
    found = read(messages(kind, number, told))
    assert found.report == report
    if outcome:
        (file,) = found.files
        assert (file.outcome, file.serial, file.instructions_accepted, file.instructions_rejected) == (
            outcome,
            "000123",
            3,
            1,
        )
        assert (file.error_code, file.messages, file.is_test) == ("30264", ["BAD FILE"], False)


def test_a_refund_that_came_back() -> None:
    body = arudd(unpaid("B328")).replace("ARUDD", "ARUCS").replace("ReturnedDebitItem", "ReturnedCreditItem")
    advice = only(read(body))
    assert (advice.kind, advice.meaning, advice.amount_pence) == ("ARUCS", "account closed", 12050)
    assert "open the refund again" in advice.action


def test_a_refund_sent_to_an_account_that_moved() -> None:
    told = (
        '<MessagingAdvice record-type="W" user-number="123456" reference="REFUND 17" reason-code="3"'
        ' payer-new-sort-code="202959" payer-new-account-number="63748472" effective-date="2026-11-24" aosn="1"/>'
    )
    report = read(messages("AWACS", "", told))
    assert (report.report, only(report).new_account_number) == ("AWACS", "63748472")


def claims(total: str = "165.50", claim: str = "165.50", withdrawn: str = "") -> bytes:
    return f"""<?xml version="1.0" encoding="ISO-8859-1"?>
    <VocaDocument><Data><Document><ServiceUserNumber>123456</ServiceUserNumber>
    <NewAdvices><DateOfDebit>2026-12-08</DateOfDebit><TotalValueOfDebits>{total}</TotalValueOfDebits>
      <DDICAdvice><SeqNo>1</SeqNo><PayingBankReference>DDICNWBK0001</PayingBankReference><SUReference>ANY0000101</SUReference>
        <ReasonCode>2</ReasonCode><ReasonCodeMeaning>No notice</ReasonCodeMeaning><PayerSortCode>10-79-99</PayerSortCode>
        <PayerAccount>88837491</PayerAccount><PayerName>MR A SAMPLE</PayerName><TotalAmount>{claim}</TotalAmount>
        <DDCollections><DDCollection><DateOfDirectDebit>2026-10-01</DateOfDirectDebit><Amount>120.50</Amount></DDCollection>
          <DDCollection><DateOfDirectDebit>2026-11-02</DateOfDirectDebit><Amount>45.00</Amount></DDCollection></DDCollections>
      </DDICAdvice></NewAdvices>{withdrawn}</Document></Data></VocaDocument>""".encode("latin-1")


def test_an_indemnity_claim_over_two_collections() -> None:
    report = read_report(claims())
    advice = only(report)
    assert (report.report, report.user_number, report.value_pence) == ("DDICA", "123456", 16550)
    assert (advice.effective_on, advice.code, advice.mandate) == (date(2026, 12, 8), "2", "hold")
    assert [(one.collected_on, one.amount_pence) for one in advice.collections] == [
        (date(2026, 10, 1), 12050),
        (date(2026, 11, 2), 4500),
    ]
    assert (advice.bank_reference, advice.account_number) == ("DDICNWBK0001", "88837491")


def test_claims_must_add_up() -> None:
    with pytest.raises(TotalsDisagree, match=r"total of debits as £165\.51"):
        read_report(claims(total="165.51"))
    with pytest.raises(TotalsDisagree, match=r"total of a claim as £165\.51"):
        read_report(claims(total="165.51", claim="165.51"))


def test_a_claim_taken_back() -> None:
    withdrawn = (
        "<Cancellations><TotalValueOfCancellations>1,045.00</TotalValueOfCancellations><DDICCancellation>"
        "<SUReference>ANY0000087</SUReference><TotalAmount>1,045.00</TotalAmount></DDICCancellation></Cancellations>"
    )
    report = read_report(claims(withdrawn=withdrawn))
    assert [advice.kind for advice in report.advices] == ["DDICA", "DDICA cancellation"]
    assert report.advices[1].amount_pence == 104500
    assert report.value_pence == 16550


def records(kind: str, accepted: str, rejected: str) -> str:
    def one(name: str, told: str) -> str:
        count, value = told.split()
        return f'<{name}Records numberOf="{count}" currency="GBP" valueOf="{value}"/>'

    return f"<{kind}Entry>{one('Accepted', accepted)}{one('Rejected', rejected)}</{kind}Entry>"


def test_what_became_of_a_submission() -> None:
    error = (
        '<Errors><Error><ErrorItem reference="ANY0000087" valueOf="45.00" transCode="17"/>'
        '<ErrorMessage type="REJECTED">INVALID SORT CODE</ErrorMessage></Error></Errors>'
    )
    body = (
        '<InputReport><Header reportNumber="1" reportType="REFT2013"><ProducedOn date="2026-11-24" time="03:58:19"/>'
        '<ProcessingDate date="2026-11-24"/></Header><Submission><SubmissionInformation submissionReferenceNumber="S1"'
        ' media="BACSTEL-IP" volumeSerialNumber="000123"/><UserFile fileLevelMessage=""><InputUserFile>'
        '<UserFileInformation userNumber="123456" userName="ANYTOWN COUNCIL" userFileNumber="001" uhl1ProcessingDate="2026-11-24"/>'
        f'{error}<DaySection daySectionLevelErrorMessage="LATE"/><InputReportSummary><AgreementOfFileTotals>'
        f"{records('Credit', '1 120.50', '0 0.00')}{records('Debit', '1 120.50', '1 45.00')}"
        "</AgreementOfFileTotals></InputReportSummary></InputUserFile></UserFile></Submission></InputReport>"
    )
    report = read(body)
    (file,), advice = report.files, only(report)
    assert (report.report, report.produced_on, file.serial, file.outcome) == (
        "Input", date(2026, 11, 24), "000123", "rejected in part",
    )  # fmt: skip
    assert (file.debits_accepted, file.debit_pence_accepted, file.debits_rejected, file.debit_pence_rejected) == (
        1,
        12050,
        1,
        4500,
    )
    assert file.messages == ["LATE"]
    assert (advice.reference, advice.code, advice.meaning, advice.amount_pence) == (
        "ANY0000087", "REJECTED", "INVALID SORT CODE", 4500,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("message", "accepted", "rejected", "outcome"),
    [
        ("", "2 165.50", "0 0.00", "accepted"),
        ("", "0 0.00", "2 165.50", "rejected"),
        ("FILE REJECTED", "0 0.00", "0 0.00", "rejected"),
    ],
)
def test_a_file_of_which_nothing_was_taken_is_rejected_whole(
    message: str, accepted: str, rejected: str, outcome: str
) -> None:
    body = (
        '<InputReport><Submission><SubmissionInformation volumeSerialNumber="000123"/>'
        f'<UserFile fileLevelMessage="{message}"><InputUserFile><AgreementOfFileTotals>'
        f"{records('Debit', accepted, rejected)}</AgreementOfFileTotals></InputUserFile></UserFile></Submission></InputReport>"
    )
    assert read(body).files[0].outcome == outcome


def test_a_file_of_several_days_withdrawn_is_counted_over_all_of_them() -> None:
    day = '<DaySection><Totals><Debit numberOf="2" valueOf="165.50"/></Totals></DaySection>'
    body = (
        '<WithdrawalReport><Submission><SubmissionInformation volumeSerialNumber="000123"/><UserFile>'
        f"<WithdrawalUserFile>{day}{day}</WithdrawalUserFile></UserFile></Submission></WithdrawalReport>"
    )
    (file,) = read(body).files
    assert (file.debits_rejected, file.debit_pence_rejected) == (4, 33100)


def test_a_debit_presented_again_and_unpaid_again_is_not_said_to_be_presented_once_more() -> None:
    first, again = (only(read(arudd(unpaid("0328").replace('"17"', f'"{code}"')))) for code in ("17", "18"))
    assert first.may_present_again
    assert not again.may_present_again
    assert "presented twice" in again.action


def test_a_moment_is_read_as_its_day() -> None:
    assert only(read(arudd(unpaid(day="2026-11-24T00:00:00Z")))).original_processing_on == date(2026, 11, 24)


def test_a_submission_withdrawn() -> None:
    body = (
        '<WithdrawalReport><Submission><SubmissionInformation bureauNumber="B12345" volumeSerialNumber="000123"/><UserFile>'
        '<WithdrawalUserFile><DaySection><Totals><Credit valueOf="120.50"/><Debit numberOf="2" valueOf="165.50"/></Totals>'
        "</DaySection></WithdrawalUserFile></UserFile></Submission></WithdrawalReport>"
    )
    (file,) = read(body).files
    assert (file.outcome, file.serial, file.debits_rejected, file.debit_pence_rejected) == (
        "withdrawn",
        "000123",
        2,
        16550,
    )


def test_the_same_bytes_have_the_same_digest() -> None:
    assert read(arudd(unpaid())).digest == read(arudd(unpaid())).digest != read(arudd(unpaid("1328"))).digest


def test_a_report_in_latin_1_with_an_accent() -> None:
    body = arudd(unpaid()).replace("MR A SAMPLE", "MR A S\u00c4MPLE")
    content = f'<?xml version="1.0" encoding="ISO-8859-1"?><BACSDocument><Data>{body}{END}'.encode("latin-1")
    assert only(read_report(content)).payer_name == "MR A S\u00c4MPLE"


@pytest.mark.parametrize(
    ("content", "refusal", "says"),
    [
        (b"", FileEmpty, "empty"),
        (b"Reference,Amount\nA,1", FileMalformed, "download the report as XML"),
        (b"<!DOCTYPE html><html><body>ARUDD</body></html>", FileMalformed, "download the report as XML"),
        (b"<BACSDocument><Data/></BACSDocument>", FileMalformed, "holds none of"),
        (f"<BACSDocument><Data>{arudd(unpaid())}"[:400].encode(), FileMalformed, "not whole XML"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><BACSDocument><Data/></BACSDocument>', HostileXml, "document type"),
        (f"<BACSDocument><Data>{arudd(unpaid(pounds='12O.50'))}{END}".encode(), FileMalformed, "not a sum in pounds"),
        (f"<BACSDocument><Data>{arudd(unpaid(day='24/11/2026'))}{END}".encode(), FileMalformed, "is not a day"),
        (f"<BACSDocument><Data>{messages('NEWS', '9')}{END}".encode(), FileMalformed, "none that Bacs sends"),
    ],
)
def test_what_is_refused_and_why(content: bytes, refusal: type[FileRefused], says: str) -> None:
    with pytest.raises(refusal, match=says):
        read_report(content)


@given(st.binary(max_size=200))
def test_nothing_it_is_given_makes_it_stumble(content: bytes) -> None:
    with pytest.raises(FileRefused):
        read_report(content)


def test_every_code_has_words() -> None:
    for table in (
        bacs_codes.ARUDD,
        bacs_codes.ADDACS,
        bacs_codes.AUDDIS,
        bacs_codes.AWACS,
        bacs_codes.ARUCS,
        bacs_codes.DDICA,
    ):
        assert all(reason.meaning and reason.action for reason in table.values())


@pytest.mark.parametrize(
    ("item", "says"),
    [
        (unpaid(pounds="-120.50"), "valueOf '-120.50' is not a sum above nought"),
        (unpaid(pounds="0.00"), "valueOf '0.00' is not a sum above nought"),
        (unpaid().replace('currency="GBP"', 'currency="EUR"'), "is in 'EUR'; Bacs moves pounds"),
    ],
)
def test_what_is_no_sum_in_pounds_above_nought_was_never_taken_of_anybody(item: str, says: str) -> None:
    with pytest.raises(FileMalformed) as refused:
        read(arudd(item))
    assert says in refused.value.sentence


def test_a_record_that_bacs_amended_and_rejected_was_rejected() -> None:
    messages = (
        '<ErrorMessage type="AMENDED">Sort code</ErrorMessage><ErrorMessage type="REJECTED">Closed</ErrorMessage>'
    )
    error = f'<Error><ErrorItem reference="ANY0000101" valueOf="45.00"/>{messages}</Error>'
    told = read(
        f'<InputReport><Header reportNumber="1" reportType="REFT2013"/><Submission><UserFile>{error}</UserFile>'
        "</Submission></InputReport>"
    )
    assert (only(told).code, only(told).meaning) == ("REJECTED", "Closed")
