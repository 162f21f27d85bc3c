"""Reading indemnity claims under the Direct Debit Guarantee (DDICA), and claims taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

from piperoll.formats import bacs_codes as codes
from piperoll.formats.bacs_advices import Advice, Collection, Report, value_of
from piperoll.formats.bacs_xml import a_day, child_said, digits_of, first, must_agree, named, pence, taken


def read(part: Any, digest: str) -> Report:
    """The document that a NewAdvices or Cancellations element is part of. Raises FileMalformed, TotalsDisagree."""
    root = part.getroottree().getroot()
    advices = []
    for group in named(root, "NewAdvices"):
        debited = a_day(child_said(group, "DateOfDebit"), group, "DateOfDebit")
        mine = [_claim("DDICA", claim, debited) for claim in named(group, "DDICAdvice")]
        if total := child_said(group, "TotalValueOfDebits"):
            must_agree(group, "the total of debits", pence(total, group, "TotalValueOfDebits"), value_of(mine))
        advices += mine
    claimed = value_of(advices)
    for group in named(root, "Cancellations"):
        mine = [_claim("DDICA cancellation", claim, None) for claim in named(group, "DDICCancellation")]
        if total := child_said(group, "TotalValueOfCancellations"):
            stated = pence(total, group, "TotalValueOfCancellations")
            must_agree(group, "the total of cancellations", stated, value_of(mine))
        advices += mine
    user = first(root, "ServiceUserNumber")
    return Report(
        report="DDICA",
        report_type="DDICA",
        number="",
        produced_on=next((advice.effective_on for advice in advices if advice.effective_on), None),
        user_number=(user.text or "").strip() if user is not None else "",
        user_name="",
        digest=digest,
        advices=advices,
        value_pence=claimed,
    )


def _claim(kind: str, told: Any, debited_on: date | None) -> Advice:
    code = child_said(told, "ReasonCode")
    reason = codes.DDICA.get(code, codes.UNKNOWN)
    total = taken(child_said(told, "TotalAmount"), told, "TotalAmount")
    collections = [
        Collection(
            a_day(child_said(one, "DateOfDirectDebit"), one, "DateOfDirectDebit"),
            taken(child_said(one, "Amount"), one, "Amount"),
        )
        for group in named(told, "DDCollections")
        for one in group
        if isinstance(one.tag, str)
    ]
    if collections:
        must_agree(told, "the total of a claim", total, sum(one.amount_pence for one in collections))
    return Advice(
        line=told.sourceline or 1,
        kind=kind,
        reference=child_said(told, "SUReference"),
        code=code,
        meaning=reason.meaning if kind == "DDICA" else "claim cancelled",
        action=reason.action if kind == "DDICA" else "the claim is withdrawn: what it took is ours again",
        mandate=reason.mandate if kind == "DDICA" else "keep",
        payer_name=child_said(told, "PayerName"),
        sort_code=digits_of(child_said(told, "PayerSortCode")),
        account_number=digits_of(child_said(told, "PayerAccount")),
        amount_pence=total,
        effective_on=debited_on,
        bank_reference=child_said(told, "PayingBankReference"),
        sequence=child_said(told, "SeqNo"),
        collections=collections,
    )
