"""What is decided about one event of GoCardless: which Bacs reason it is, and what it asks of us."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from piperoll.formats import bacs_codes
from piperoll.formats.bacs_codes import Reason

ORGANISATIONS = ("company", "public_body")
PAID, REFUNDED = "payment_paid_out", "payment_refunded"
CAME_BACK = ("payment_failed", "payment_charged_back")
FEES = ("gocardless_fee", "app_fee", "revenue_share", "surcharge_fee")
"""What items of a payout are called: a payment, what was paid back of one, one that came back, what it costs."""
_CODE = re.compile(r"(ARUDD|ADDACS|AUDDIS|DDICA)-(\w)")
_TABLES = {
    "ARUDD": bacs_codes.ARUDD,
    "ADDACS": bacs_codes.ADDACS,
    "AUDDIS": bacs_codes.AUDDIS,
    "DDICA": bacs_codes.DDICA,
}
_CAUSES = {
    ("ARUDD", "insufficient_funds"): "0",
    ("ARUDD", "refer_to_payer"): "0",
    ("ARUDD", "mandate_cancelled"): "1",
    ("ARUDD", "customer_deceased"): "2",
    ("ARUDD", "bank_account_transferred"): "3",
    ("ARUDD", "invalid_bank_details"): "5",
    ("ARUDD", "bank_account_closed"): "B",
    ("ADDACS", "mandate_cancelled"): "1",
    ("ADDACS", "bank_account_closed"): "B",
    ("ADDACS", "customer_deceased"): "2",
    ("AUDDIS", "mandate_cancelled"): "1",
    ("AUDDIS", "bank_account_transferred"): "3",
    ("AUDDIS", "invalid_bank_details"): "5",
    ("AUDDIS", "bank_account_closed"): "B",
    ("AUDDIS", "direct_debit_not_enabled"): "G",
    ("DDICA", "authorisation_disputed"): "5",
}
"""GoCardless's own causes, where it gives no code of the scheme."""
OF_ITS_OWN = {
    "active": Reason("the payer's bank has the mandate", "Nothing: it may be collected from.", "accept"),
    "expired": Reason("not used for so long that it lapsed", "Ask for a new mandate before collecting again.", "lapse"),
    "reinstated": Reason("mandate reinstated", "Nothing: it is collected again.", "restore"),
    "transferred": Reason(
        "moved by the payer's bank", "Nothing: GoCardless collects from the new account, which it does not tell us."
    ),
    "replaced": Reason("replaced by another of GoCardless's mandates", "Nothing: the new one is used from now on."),
}
"""What only GoCardless tells: no code, one meaning."""
OVER_THERE = {"ADDACS": "cancel", "AUDDIS": "fail"}
"""A mandate that GoCardless calls cancelled or failed is over there, whatever its code would let us do ourselves."""


@dataclass(frozen=True)
class Means:
    """What an event is: a kind of ours (a Bacs report's name, `fact`, `withdrawn`), its code and its reason."""

    kind: str
    code: str
    reason: Reason


def meaning_of(about: str, action: str, details: dict[str, Any]) -> Means | None:
    """What an event asks of us; None when it asks nothing we know how to do. About mandates and payments alone."""
    if (about, action) in _KINDS:
        kind = _KINDS[about, action]
        code = _code(kind, details)
        reason = _TABLES[kind].get(code) or _unknown(details)
        return Means(kind, code, replace(reason, mandate=OVER_THERE.get(kind, reason.mandate)))
    if about == "mandates" and action in OF_ITS_OWN:
        return Means("fact", "", OF_ITS_OWN[action])
    if (about, action) == ("payments", "cancelled"):
        return Means("withdrawn", "", Reason("payment cancelled at GoCardless", "collect it again if it is still due"))
    return None


_KINDS = {
    ("payments", "failed"): "ARUDD",
    ("payments", "charged_back"): "DDICA",
    ("mandates", "cancelled"): "ADDACS",
    ("mandates", "failed"): "AUDDIS",
}
SAYS_HOW_FAR = {
    "payments": {
        "created", "customer_approval_granted", "submitted", "confirmed", "paid_out", "chargeback_settled",
        "late_failure_settled", "resubmission_requested", "surcharge_fee_debited", "surcharge_fee_credited",
    },
    "refunds": {"created", "paid", "refund_settled"},
    "mandates": {
        "created", "customer_approval_granted", "customer_approval_skipped", "submitted", "resubmission_requested",
    },
}  # fmt: skip
"""Actions that say how far something is, and ask nothing of us: a refund counts when a payout is less by it."""


def _unknown(details: dict[str, Any]) -> Reason:
    """A reason without a code of ours, in GoCardless's words: the most careful one."""
    said = str(details.get("description") or details.get("cause") or "")[:120]
    return replace(bacs_codes.UNKNOWN, meaning=said or bacs_codes.UNKNOWN.meaning)


def _code(kind: str, details: dict[str, Any]) -> str:
    """The scheme's code in an event's details, else the one its cause stands for, else none."""
    given = _CODE.fullmatch(str(details.get("reason_code") or ""))
    if given and given[1] == kind:
        return given[2]
    return _CAUSES.get((kind, str(details.get("cause") or "")), "")


def payer_of(name: str, kind: str) -> dict[str, str]:
    """A payer's name as GoCardless asks for it: an organisation's whole, a person's in two."""
    given, _, family = name.strip().rpartition(" ")
    if kind in ORGANISATIONS or not given:
        return {"company_name": name.strip()}
    return {"given_name": given, "family_name": family}
