"""What Bacs would send Anytown: what became of a file, its instructions taken in, a collection that came back."""

from __future__ import annotations

from datetime import date

from piperoll.bacs.models import BacsFile, Collection
from piperoll.council.models import Council
from piperoll.foundations.money import plain_pounds


def taken_in(file: BacsFile, on: date) -> str:
    """An Input report: every record of the file accepted."""
    debits = file.records - file.instructions if file.debit_pence else 0
    return _report(
        f'<InputReport><Header reportNumber="1" reportType="REFT2013"><ProducedOn date="{on}"/>'
        f'<ProcessingDate date="{file.processing_on}"/></Header><Submission>'
        f'<SubmissionInformation media="BACSTEL-IP" volumeSerialNumber="{file.serial}"/>'
        f'<UserFile><InputUserFile><UserFileInformation userNumber="{_user_number()}" userFileNumber="001" '
        f'uhl1ProcessingDate="{file.processing_on}"/><InputReportSummary><AgreementOfFileTotals>'
        f"{_accepted('Credit', 0, 0)}{_accepted('Debit', debits, file.debit_pence)}"
        "</AgreementOfFileTotals></InputReportSummary></InputUserFile></UserFile></Submission></InputReport>"
    )


def instructions_accepted(file: BacsFile, on: date) -> str:
    """An AUDDIS acceptance: every instruction of the file goes to the payers' banks."""
    return _report(
        f'<MessagingAdvices><MessagingHeader advice-type="AUDACC" user-number="{_user_number()}" '
        f'report-generation-date="{on}" envelope-sequence-number="1"/>'
        f'<MessagingAdvice record-type="V" user-number="{_user_number()}" aosn="1" '
        f'processing-date="{file.processing_on}" originator-file-number="001" work-code="1 DAILY" file-type="LIVE" '
        f'accepted-ddi="{file.instructions}" rejected-ddi="0" vol-serial-number="{file.serial}"/></MessagingAdvices>'
    )


def unpaid(one: Collection, on: date) -> str:
    """An ARUDD report of one collection, refer to payer."""
    sum_, processed = plain_pounds(one.amount_pence), one.collection_run.processing_on
    return _report(
        f'<ARUDD><Header reportType="REFT1019" adviceNumber="014" currentProcessingDate="{on}"/>'
        f'<ServiceLicenseInformation userNumber="{_user_number()}"/><Advice>'
        "<OriginatingAccountRecords><OriginatingAccountRecord>"
        f'<ReturnedDebitItem ref="{one.mandate.reference}" transCode="{one.code}" returnCode="0{processed:%j}" '
        f'originalProcessingDate="{processed}" valueOf="{sum_}" currency="GBP">'
        '<PayerAccount number="71000420" sortCode="00-48-23"/></ReturnedDebitItem>'
        f'<Totals numberOf="1" valueOf="{sum_}" currency="GBP"/></OriginatingAccountRecord></OriginatingAccountRecords>'
        "</Advice></ARUDD>"
    )


def _accepted(kind: str, many: int, pence: int) -> str:
    return (
        f'<{kind}Entry><AcceptedRecords numberOf="{many}" currency="GBP" valueOf="{plain_pounds(pence)}"/>'
        f'<RejectedRecords numberOf="0" currency="GBP" valueOf="0.00"/></{kind}Entry>'
    )


def _user_number() -> str:
    return Council.objects.get().direct_debit_user_number


def _report(body: str) -> str:
    return f"<BACSDocument><Data>{body}</Data></BACSDocument>"
