"""Reading what became of a submission: the Input report (accepted, rejected) and the Withdrawal report (pulled)."""

from __future__ import annotations

from typing import Any

from piperoll.formats import bacs_codes as codes
from piperoll.formats.bacs_advices import Advice, Report, Submitted
from piperoll.formats.bacs_xml import a_day, digits_of, first, named, pence, said, whole


def read_input(root: Any, digest: str) -> Report:
    """An InputReport element. Raises FileMalformed."""
    header = first(root, "Header")
    files = [
        _received(submission, file)
        for submission in named(root, "Submission")
        for file in named(submission, "UserFile")
    ]
    errors = [_input_error(error) for error in named(root, "Error")]
    produced, user = first(root, "ProducedOn"), first(root, "UserFileInformation")
    return Report(
        report="Input",
        report_type=said(header, "reportType"),
        number=said(header, "reportNumber"),
        produced_on=a_day(said(produced, "date"), produced, "date") if produced is not None else None,
        user_number=said(user, "userNumber"),
        user_name=said(user, "userName"),
        digest=digest,
        advices=errors,
        files=files,
        value_pence=sum(file.debit_pence_accepted for file in files),
    )  # fmt: skip


def _received(submission: Any, file: Any) -> Submitted:
    told, serial = first(file, "UserFileInformation"), first(submission, "SubmissionInformation")
    agreed = first(file, "AgreementOfFileTotals")
    totals = {
        f"{entry.lower()}s_{outcome}": _records(agreed, f"{entry}Entry", f"{outcome.capitalize()}Records")
        for entry in ("Debit", "Credit")
        for outcome in ("accepted", "rejected")
    }
    messages = [said(file, "fileLevelMessage")] + [
        said(day, "daySectionLevelErrorMessage") for day in named(file, "DaySection")
    ]
    accepted, refused = (sum(totals[f"{e}_{o}"][0] for e in ("debits", "credits")) for o in ("accepted", "rejected"))
    whole_file = "REJECT" in messages[0].upper() or (refused and not accepted)
    return Submitted(
        line=file.sourceline or 1,
        outcome="rejected" if whole_file else "rejected in part" if refused else "accepted",
        serial=said(serial, "volumeSerialNumber"),
        user_number=said(told, "userNumber"),
        file_number=said(told, "userFileNumber"),
        processing_on=a_day(said(told, "uhl1ProcessingDate"), file, "uhl1ProcessingDate"),
        debits_accepted=totals["debits_accepted"][0],
        debit_pence_accepted=totals["debits_accepted"][1],
        debits_rejected=totals["debits_rejected"][0],
        debit_pence_rejected=totals["debits_rejected"][1],
        credits_accepted=totals["credits_accepted"][0],
        credit_pence_accepted=totals["credits_accepted"][1],
        credits_rejected=totals["credits_rejected"][0],
        credit_pence_rejected=totals["credits_rejected"][1],
        messages=[message for message in messages if message.strip()],
    )


def _records(agreed: Any | None, entry: str, kind: str) -> tuple[int, int]:
    """How many records of a kind, and their pence; nought when the report does not say."""
    found = first(found, kind) if agreed is not None and (found := first(agreed, entry)) is not None else None
    if found is None:
        return 0, 0
    return whole(said(found, "numberOf"), found, "numberOf"), pence(said(found, "valueOf"), found, "valueOf")


_INPUT_ACTIONS = {
    "REJECTED": "it was not collected: put the instalment back for the next collection",
    "RETURNED": "treat it as unpaid",
    "AMENDED": "Bacs changed its details: update the mandate's account",
}
"""What Bacs did to a record; where it says several, the first of these counts."""


def _input_error(error: Any) -> Advice:
    item, messages = first(error, "ErrorItem"), named(error, "ErrorMessage")
    kinds = [said(one, "type").upper() for one in messages]
    kind = next((one for one in _INPUT_ACTIONS if one in kinds), kinds[0] if kinds else "")
    message = messages[kinds.index(kind)] if kinds else None
    account = item if item is not None else error
    return Advice(
        line=error.sourceline or 1,
        kind="Input",
        reference=said(item, "reference"),
        code=kind,
        meaning=((message.text or "").strip() if message is not None else "") or kind.capitalize(),
        action=_INPUT_ACTIONS.get(kind, codes.UNKNOWN.action),
        mandate="update" if kind == "AMENDED" else "keep" if kind in _INPUT_ACTIONS else "hold",
        payer_name=said(item, "destinationAccountName") or said(item, "name"),
        sort_code=digits_of(said(item, "sortCode") or said(item, "destinationSortCode")),
        account_number=digits_of(said(item, "number") or said(item, "destinationAccountNumber")),
        transaction_code=said(item, "transCode") or said(item, "transactionCode"),
        amount_pence=pence(said(item, "valueOf"), account, "valueOf") if said(item, "valueOf") else None,
    )


def read_withdrawal(root: Any, digest: str) -> Report:
    """A WithdrawalReport element: whole files taken back. Raises FileMalformed."""
    header = first(root, "Header")
    files = []
    for submission in named(root, "Submission"):
        serial = first(submission, "SubmissionInformation")
        for file in named(submission, "UserFile"):
            told = first(file, "UserFileInformation")
            debits, credits = (_total_of(file, entry) for entry in ("Debit", "Credit"))
            files.append(
                Submitted(
                    line=file.sourceline or 1,
                    outcome="withdrawn",
                    serial=said(serial, "volumeSerialNumber"),
                    user_number=said(told, "userNumber") or said(serial, "bureauNumber"),
                    file_number=said(told, "userFileNumber"),
                    processing_on=a_day(said(told, "uhl1ProcessingDate"), file, "uhl1ProcessingDate"),
                    debits_rejected=debits[0],
                    debit_pence_rejected=debits[1],
                    credits_rejected=credits[0],
                    credit_pence_rejected=credits[1],
                )
            )
    return Report(
        report="Withdrawal",
        report_type=said(header, "reportType"),
        number=said(header, "reportNumber"),
        produced_on=None,
        user_number=next((file.user_number for file in files), ""),
        user_name="",
        digest=digest,
        files=files,
        value_pence=sum(file.debit_pence_rejected for file in files),
    )


def _total_of(file: Any, entry: str) -> tuple[int, int]:
    """How many debits or credits a file had, and their pence, over all its days."""
    found = [total for totals in named(file, "Totals") if (total := first(totals, entry)) is not None]
    return (
        sum(whole(said(total, "numberOf") or "0", total, "numberOf") for total in found),
        sum(pence(said(total, "valueOf") or "0", total, "valueOf") for total in found),
    )
