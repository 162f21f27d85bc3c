"""Reading Bacs messages: changes to instructions (ADDACS) and accounts (AWACS), and answers to lodged ones (AUDDIS)."""

from __future__ import annotations

from typing import Any

from piperoll.formats import bacs_codes as codes
from piperoll.formats.bacs_advices import Advice, Report, Submitted
from piperoll.formats.bacs_xml import a_day, digits_of, first, malformed, named, said, whole

_MESSAGING = {
    "7001": "ADDACS", "7002": "AUDDIS", "7003": "AUDDIS acceptance", "7004": "AUDDIS rejection",
    "ADDACS": "ADDACS", "AUDDIS": "AUDDIS", "AWACS": "AWACS",
    "AUDACC": "AUDDIS acceptance", "AUDREJ": "AUDDIS rejection",
}  # fmt: skip
_BY_RECORD = {"V": "AUDDIS acceptance", "R": "AUDDIS rejection", "W": "AWACS", "A": "ADDACS"}
_REASONS = {"ADDACS": codes.ADDACS, "AUDDIS": codes.AUDDIS, "AWACS": codes.AWACS}


def read(root: Any, digest: str) -> Report:
    """A MessagingAdvices element. Raises FileMalformed."""
    header = first(root, "MessagingHeader")
    if header is None:
        raise malformed(root, "it has no MessagingHeader")
    told = named(root, "MessagingAdvice")
    kind = _MESSAGING.get(said(header, "report-type")) or _MESSAGING.get(said(header, "advice-type").upper())
    kind = kind or next((_BY_RECORD[r] for advice in told if (r := said(advice, "record-type")) in _BY_RECORD), None)
    if kind is None:
        raise malformed(header, f"its advice type {said(header, 'advice-type')!r} is none that Bacs sends")
    about_files = kind in ("AUDDIS acceptance", "AUDDIS rejection")
    return Report(
        report=kind,
        report_type=said(header, "report-type"),
        number=said(header, "envelope-sequence-number"),
        produced_on=a_day(said(header, "report-generation-date"), header, "report-generation-date"),
        user_number=said(header, "user-number"),
        user_name=said(header, "user-name"),
        digest=digest,
        advices=[] if about_files else [_advice(kind, advice) for advice in told],
        files=[_answered(kind, advice) for advice in told] if about_files else [],
    )


def _advice(kind: str, told: Any) -> Advice:
    code = said(told, "reason-code").strip().upper()
    new_sort_code, new_account = (
        digits_of(said(told, f"payer-new-{what}")) for what in ("sort-code", "account-number")
    )
    reason = _REASONS[kind].get(code, codes.UNKNOWN)
    if kind == "ADDACS" and code == "3" and not (new_sort_code and new_account):
        reason = codes.MOVED_WITHOUT_NEW_ACCOUNT
    return Advice(
        line=told.sourceline or 1,
        kind=kind,
        reference=said(told, "reference"),
        code=code,
        meaning=reason.meaning,
        action=reason.action,
        mandate=reason.mandate,
        payer_died=reason.payer_died,
        payer_name=said(told, "payer-name"),
        sort_code=digits_of(said(told, "payer-sort-code")),
        account_number=digits_of(said(told, "payer-account-number")),
        new_sort_code=new_sort_code,
        new_account_number=new_account,
        transaction_code=said(told, "transaction-code"),
        original_processing_on=a_day(said(told, "original-proc-date"), told, "original-proc-date"),
        effective_on=a_day(said(told, "effective-date"), told, "effective-date"),
        due_on=a_day(said(told, "due-date"), told, "due-date"),
        frequency=said(told, "payment-frequency"),
        sequence=said(told, "aosn"),
    )


def _answered(kind: str, told: Any) -> Submitted:
    errors = [*named(told, "MessagingError")]
    if not errors and (parent := told.getparent()) is not None:
        errors = named(parent, "MessagingError")
    lines = [said(error, f"line{n}") for error in errors for n in (1, 2, 3)]
    return Submitted(
        line=told.sourceline or 1,
        outcome="accepted" if kind == "AUDDIS acceptance" else "rejected",
        serial=said(told, "vol-serial-number"),
        user_number=said(told, "user-number"),
        file_number=said(told, "originator-file-number"),
        processing_on=a_day(said(told, "processing-date"), told, "processing-date"),
        instructions_accepted=whole(said(told, "accepted-ddi") or "0", told, "accepted-ddi"),
        instructions_rejected=whole(said(told, "rejected-ddi") or "0", told, "rejected-ddi"),
        error_code=said(told, "file-error-code").strip("0") and said(told, "file-error-code"),
        messages=[line for line in lines if line.strip("0 ")],
        is_test=said(told, "file-type").upper() == "TEST",
    )
