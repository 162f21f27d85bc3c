"""Refunds that did not arrive: told by Bacs or known to an officer, they are credit on the account again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from commands.terminal import typed
from crediting import somebody
from piperoll.bacs.apply_bacs_report import Applied, apply_bacs_report
from piperoll.bacs.models import Advice
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receipting.models import Expected
from piperoll.refunds import queries
from piperoll.refunds.models import PayeeAccount, Refund
from piperoll.refunds.payees import Told
from piperoll.refunds.return_refund import NotSentYet, return_refund
from piperoll.refunds.write_refund_file import write_refund_file
from refunds.refunding import NEW, PAY_ON, approved, asks, choose, credit_of, now, release, the_books_agree
from the_day import bank, paid, statement

BACK_ON = date(2026, 11, 26)


@pytest.fixture
def sent(ada: Customer) -> Refund:
    """A refund that went in a file."""
    refund = approved(ada)
    done = release(choose())
    write_refund_file(refund_run=done.refund_run, **now(somebody("officer")))
    return refund


def unpaid(*returned: tuple[str, str, str], number: str = "001") -> bytes:
    """An ARUCS report of credits: reference, code, pounds."""
    items = "".join(
        f'<ReturnedCreditItem ref="{reference}" transCode="99" returnCode="{code}" returnDescription="" '
        f'originalProcessingDate="2026-11-24" valueOf="{pounds}" currency="GBP">'
        '<PayerAccount number="63748472" ref="" name="A PAYEE" sortCode="20-29-59"/></ReturnedCreditItem>'
        for reference, code, pounds in returned
    )
    return (
        f'<BACSDocument><Data><ARUCS><Header reportType="REFT1020" adviceNumber="{number}" currentProcessingDate="{BACK_ON}"/>'
        '<ServiceLicenseInformation userName="ANYTOWN" userNumber="999999"/><Advice><OriginatingAccountRecords>'
        f'<OriginatingAccountRecord><OriginatingAccount name="ANYTOWN" number="66374958" sortCode="08-99-99"/>{items}'
        "</OriginatingAccountRecord></OriginatingAccountRecords></Advice></ARUCS></Data></BACSDocument>"
    ).encode()


def take_in(folder: Path, content: bytes, name: str = "report.xml") -> Applied:
    file = folder / name
    file.write_bytes(content)
    return apply_bacs_report(file=file, **now(somebody("officer"), BACK_ON))


def test_a_credit_that_came_back_is_credit_on_the_account_with_what_to_do_next(
    sent: Refund, ada: Customer, morag: Actor, tmp_path: Path
) -> None:
    out = paid("-40.00", "REFUND RUN", on=PAY_ON)
    from dataclasses import replace

    run = queries.refund(sent.pk).refund_run_id
    out = replace(out, narrative=(f"BACS REFUND RUN {run}",))
    bank(tmp_path, morag, statement(out, opening="1100.00", on=PAY_ON), name="out.xml")
    allocate_receipts(**now(morag, PAY_ON))
    applied = take_in(tmp_path, unpaid((f"REFUND-{sent.pk}", "B", "40.00")))
    assert (applied.applied, applied.exceptions, applied.pence_back) == (1, 0, 40_00)
    advice = Advice.objects.get()
    assert advice.done == f"Refund {sent.pk} is credit on the account again."
    assert advice.next_step.startswith("Ask the payee for the right account")
    assert credit_of(ada) == 40_00
    assert queries.refund(sent.pk).state == "returned"
    the_books_agree()
    bank(
        tmp_path,
        morag,
        statement(paid("40.00", "RETURNED CREDIT", on=BACK_ON), opening="1060.00", on=BACK_ON),
        name="in.xml",
    )
    assert allocate_receipts(**now(morag, BACK_ON)).expected == 1
    the_books_agree()


def test_the_same_report_again_or_one_of_nothing_of_ours_changes_nothing(
    sent: Refund, ada: Customer, tmp_path: Path
) -> None:
    take_in(tmp_path, unpaid((f"REFUND-{sent.pk}", "B", "40.00")))
    again = take_in(tmp_path, unpaid((f"REFUND-{sent.pk}", "B", "40.00"), number="002"), "again.xml")
    assert again.known_before == 1
    other = take_in(tmp_path, unpaid(("REFUND-999", "0", "40.00"), ("PAYROLL", "0", "1.00"), number="003"), "other.xml")
    assert other.exceptions == 2
    wrong = take_in(tmp_path, unpaid((f"REFUND-{sent.pk}", "5", "41.00"), number="004"), "wrong.xml")
    assert wrong.exceptions == 1
    assert credit_of(ada) == 40_00
    the_books_agree()


def test_an_officer_who_knows_it_puts_it_back(sent: Refund, ada: Customer) -> None:
    done = return_refund(refund=sent.pk, reason="The bank rang", **now(somebody("officer")))
    assert done.pence == 40_00
    assert credit_of(ada) == 40_00
    the_books_agree()


def test_one_that_was_not_released_is_cancelled_instead(ada: Customer) -> None:
    refund = approved(ada)
    with pytest.raises(NotSentYet):
        return_refund(refund=refund.pk, reason="Not gone", **now(somebody("officer")))


def test_an_account_that_moved_is_known_the_next_time(sent: Refund, ada: Customer, tmp_path: Path) -> None:
    content = (
        '<BACSDocument><Data><MessagingAdvices><MessagingHeader advice-type="AWACS" user-number="999999" '
        'report-generation-date="2026-11-26" envelope-sequence-number="1"/>'
        f'<MessagingAdvice user-number="999999" record-type="A" effective-date="2026-11-26" reference="REFUND-{sent.pk}" '
        'payer-name="A LOVEGROVE" payer-account-number="63748472" payer-sort-code="202959" reason-code="3" '
        'payer-new-account-number="66374958" payer-new-sort-code="089999" transaction-code="99"/>'
        "</MessagingAdvices></Data></BACSDocument>"
    ).encode()
    applied = take_in(tmp_path, content)
    assert (applied.applied, applied.exceptions) == (1, 0)
    kept = PayeeAccount.objects.get(origin="awacs")
    assert kept.last_four == "4958"
    return_refund(refund=sent.pk, reason="Sent to the old account", **now(somebody("officer"), BACK_ON))
    asked = asks(ada, somebody("officer"), on=BACK_ON, to=Told(source=f"payee-{kept.pk}"))
    assert asked.paid_to.startswith("••••4958")
    assert asked.state == "waiting"


def test_a_file_that_was_withdrawn_pays_nothing(sent: Refund, ada: Customer) -> None:
    from piperoll.bacs.models import BacsFile, BacsReport, FileAnswer
    from piperoll.refunds.returns import withdrawn
    from piperoll.runs import running

    file = BacsFile.objects.get()
    with running.act("apply_bacs_report", **now(somebody("officer"), BACK_ON)) as run:
        report = BacsReport.objects.create(kind="Withdrawal", name="withdrawal.xml", run_id=run.id)
        FileAnswer.objects.create(file=file, report=report, outcome="withdrawn")
        assert withdrawn(file, "Withdrawn by us", run=run, on=BACK_ON) == 40_00
    assert credit_of(ada) == 40_00
    assert queries.refund(sent.pk).state == "withdrawn"
    the_books_agree()


INPUT = (
    '<BACSDocument><Data><InputReport><Header reportNumber="78" reportType="REFT2013"/><ProducedOn date="2026-11-24"/>'
    '<Submission><SubmissionInformation volumeSerialNumber="{serial}"/><UserFile><InputUserFile>'
    '<UserFileInformation userNumber="999999" userFileNumber="001" uhl1ProcessingDate="2026-11-24"/>'
    '<Errors><Error><ErrorItem reference="{reference}" valueOf="40.00"/><ErrorMessage type="REJECTED">BAD</ErrorMessage></Error></Errors>'
    '<AgreementOfFileTotals><CreditEntry><AcceptedRecords numberOf="0" valueOf="0.00"/>'
    '<RejectedRecords numberOf="1" valueOf="40.00"/></CreditEntry></AgreementOfFileTotals>'
    "</InputUserFile></UserFile></Submission></InputReport></Data></BACSDocument>"
)


def test_one_record_that_bacs_would_not_take_brings_its_refund_back_and_less_is_expected(
    sent: Refund, ada: Customer, tmp_path: Path
) -> None:
    serial = queries.runs(most=1)[0].serial
    report = INPUT.format(serial=serial, reference=f"REFUND-{sent.pk}")
    done = take_in(tmp_path, report.encode())
    assert (done.exceptions, done.pence_back, credit_of(ada)) == (0, 40_00, 40_00)
    run = queries.refund(sent.pk).refund_run_id
    newest = Expected.objects.filter(words=f"REFUND RUN {run}").order_by("-pk")[0]
    assert newest.amount_pence == 0
    assert not Expected.objects.filter(what__contains="that came back").exists()
    assert Advice.objects.get().done == f"Refund {sent.pk} is credit on the account again."
    the_books_agree()


def test_what_came_back_waits_until_it_is_asked_for_again(sent: Refund, ada: Customer) -> None:
    return_refund(refund=sent.pk, reason="The bank rang", **now(somebody("officer")))
    (row,) = queries.came_back(most=9)
    assert (row.id, row.open_pence, row.reason) == (sent.pk, 40_00, "The bank rang")
    (told,) = typed("refunds --came-back", by=somebody("officer")).data["refunds"]
    assert told["id"] == sent.pk
    asks(ada, somebody("officer"), to=NEW)
    assert queries.came_back(most=9) == []
