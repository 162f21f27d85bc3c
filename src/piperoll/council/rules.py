"""What a council's set-up may hold: figures and their limits, codes, numbers at banks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,11}\Z")


@dataclass(frozen=True)
class FigureKind:
    """A figure that changes with time: how people call it, its unit, and the values that make sense."""

    name: str
    unit: str
    least: Decimal
    most: Decimal
    is_whole: bool = True
    by_service: bool = True

    def takes(self, value: Decimal) -> bool:
        """Whether a value makes sense."""
        return self.least <= value <= self.most and (not self.is_whole or value == value.to_integral_value())

    @property
    def limits(self) -> str:
        """What may be entered, in words."""
        return f"a {'whole ' if self.is_whole else ''}number of {self.unit} from {self.least:,} to {self.most:,}"


FIGURES = {
    "call_from_hour": FigureKind("We telephone about debts from", "o’clock", Decimal(0), Decimal(23), by_service=False),
    "call_until_hour": FigureKind(
        "We telephone about debts until", "o’clock", Decimal(1), Decimal(24), by_service=False
    ),
    "most_calls_a_week": FigureKind(
        "Calls to somebody about debts in seven days", "calls at most", Decimal(1), Decimal(7), by_service=False
    ),
    "answer_call_days": FigureKind(
        "A caller has an answer within", "working days", Decimal(0), Decimal(60), by_service=False
    ),
    "answer_email_days": FigureKind(
        "An email is answered within", "working days", Decimal(0), Decimal(60), by_service=False
    ),
    "answer_letter_days": FigureKind(
        "A letter is answered within", "working days", Decimal(0), Decimal(60), by_service=False
    ),
    "case_review_days": FigureKind(
        "An overdue account is looked at at least every", "days", Decimal(1), Decimal(365), by_service=False
    ),
    "agent_longest_days": FigureKind(
        "An agent has a case at most for", "days", Decimal(1), Decimal(365), by_service=False
    ),
    "payment_terms_days": FigureKind("Payment terms", "days", Decimal(0), Decimal(365)),
    "late_billing_days": FigureKind("Billed late", "days after the period", Decimal(0), Decimal(3650)),
    "simplified_invoice_pounds": FigureKind(
        "Simplified VAT invoice", "pounds", Decimal(0), Decimal(9999), by_service=False
    ),
    "silent_cycles": FigureKind("Silence", "cycles due and not billed", Decimal(1), Decimal(52)),
    "care_backdating_days": FigureKind("Backdating of care", "days", Decimal(0), Decimal(3650)),
    "advance_notice_days": FigureKind(
        "Advance notice of a Direct Debit (the Guarantee’s number)",
        "working days",
        Decimal(3),
        Decimal(20),
        by_service=False,
    ),
    "notice_post_days": FigureKind(
        "A Direct Debit notice in the post", "working days", Decimal(1), Decimal(10), by_service=False
    ),
    "notice_early_days": FigureKind(
        "Direct Debit notices written early", "working days", Decimal(0), Decimal(40), by_service=False
    ),
    "first_collection_gap_days": FigureKind(
        "First collection after a mandate is lodged", "working days", Decimal(2), Decimal(30), by_service=False
    ),
    "late_collection_days": FigureKind(
        "Collected after the day of the notice", "working days", Decimal(0), Decimal(3), by_service=False
    ),
    "mandate_confirmation_days": FigureKind(
        "Confirmation of a Direct Debit", "working days", Decimal(0), Decimal(3), by_service=False
    ),
    "mandate_dormancy_months": FigureKind(
        "A mandate lapses without collections", "months", Decimal(13), Decimal(60), by_service=False
    ),
    "dormancy_warning_months": FigureKind(
        "Warned before a mandate lapses", "months", Decimal(1), Decimal(12), by_service=False
    ),
    "bank_answer_days": FigureKind(
        "A bank may refuse an instruction for", "working days", Decimal(2), Decimal(20), by_service=False
    ),
    "provisional_days": FigureKind(
        "A Direct Debit may come back for", "working days", Decimal(2), Decimal(20), by_service=False
    ),
    "presenting_again_days": FigureKind(
        "A returned Direct Debit may be presented again for", "days", Decimal(0), Decimal(30), by_service=False
    ),
    "direct_debit_item_pounds": FigureKind(
        "Most that one Direct Debit may be", "pounds", Decimal(1), Decimal(20_000_000), by_service=False
    ),
    "direct_debit_file_pounds": FigureKind(
        "Most that one Bacs file may come to", "pounds", Decimal(1), Decimal(999_999_999), by_service=False
    ),
    "claim_challenge_days": FigureKind(
        "An indemnity claim may be challenged for", "working days", Decimal(1), Decimal(20), by_service=False
    ),
    "claim_settlement_days": FigureKind(
        "An indemnity claim is settled after", "working days", Decimal(1), Decimal(30), by_service=False
    ),
    "suspense_target_days": FigureKind(
        "Money in suspense finds its owner within", "working days", Decimal(1), Decimal(250), by_service=False
    ),
    "service_answer_days": FigureKind("A service answers about money within", "working days", Decimal(1), Decimal(60)),
    "dispute_reminder_days": FigureKind(
        "A service late with a dispute is reminded after", "working days", Decimal(1), Decimal(60), by_service=False
    ),
    "dispute_escalation_days": FigureKind(
        "A late dispute goes to the service’s manager after", "working days", Decimal(1), Decimal(120), by_service=False
    ),
    "dispute_head_days": FigureKind(
        "A late dispute goes to the head of service after", "working days", Decimal(1), Decimal(250), by_service=False
    ),
    "complaint_acknowledge_days": FigureKind(
        "A complaint is acknowledged within", "working days", Decimal(1), Decimal(60), by_service=False
    ),
    "complaint_stage_1_days": FigureKind(
        "A complaint is decided at stage 1 within", "working days", Decimal(1), Decimal(60), by_service=False
    ),
    "complaint_stage_2_days": FigureKind(
        "A complaint is decided at stage 2 within", "working days", Decimal(1), Decimal(60), by_service=False
    ),
    "complaint_ombudsman_days": FigureKind(
        "The ombudsman is answered within", "working days", Decimal(1), Decimal(60), by_service=False
    ),
    "certain_wrong_per_thousand": FigureKind(
        "Suggestions accepted at once that may be wrong",
        "in a thousand",
        Decimal("0.05"),
        Decimal(50),
        is_whole=False,
        by_service=False,
    ),
    "refund_cooling_days": FigureKind(
        "New bank details for a refund cool off for", "working days", Decimal(0), Decimal(20), by_service=False
    ),
    "cheque_clearing_days": FigureKind(
        "A cheque paid in may come back for", "working days", Decimal(1), Decimal(20), by_service=False
    ),
    "late_payment_percent": FigureKind(
        "Late payment: added to Bank Rate", "per cent", Decimal(0), Decimal(25), is_whole=False, by_service=False
    ),
    "late_payment_small_pounds": FigureKind(
        "Late payment: fixed sum below £1,000", "pounds", Decimal(0), Decimal(1000), by_service=False
    ),
    "late_payment_middle_pounds": FigureKind(
        "Late payment: fixed sum from £1,000", "pounds", Decimal(0), Decimal(1000), by_service=False
    ),
    "late_payment_large_pounds": FigureKind(
        "Late payment: fixed sum from £10,000", "pounds", Decimal(0), Decimal(1000), by_service=False
    ),
    "late_charge_paid_days": FigureKind(
        "Late payment: charged so long after it was paid",
        "days (0: not at all)",
        Decimal(0),
        Decimal(2190),
        by_service=False,
    ),
    "court_interest_percent": FigureKind(
        "Interest a court adds", "per cent a year", Decimal(0), Decimal(25), is_whole=False, by_service=False
    ),
    "small_balance_pounds": FigureKind(
        "A small balance, to be written off in a run", "pounds", Decimal(0), Decimal(500), is_whole=False
    ),
    "small_balance_days": FigureKind(
        "A small balance is overdue before it is written off", "days", Decimal(1), Decimal(3650)
    ),
    "arrangement_least_pounds": FigureKind(
        "Lowest payment of an arrangement agreed without asking",
        "pounds",
        Decimal(0),
        Decimal(1000),
        is_whole=False,
        by_service=False,
    ),
    "arrangement_longest_months": FigureKind(
        "Longest arrangement agreed without asking", "months", Decimal(1), Decimal(240), by_service=False
    ),
    "arrangement_late_days": FigureKind(
        "Days of grace for a payment of an arrangement", "days", Decimal(0), Decimal(60), by_service=False
    ),
    "arrangement_short_pounds": FigureKind(
        "An arrangement may be short by", "pounds", Decimal(0), Decimal(100), is_whole=False, by_service=False
    ),
    "arrangement_courtesy_days": FigureKind(
        "Days to answer when a payment of an arrangement is late", "days", Decimal(1), Decimal(90), by_service=False
    ),
    "promise_late_days": FigureKind(
        "Days of grace for a promise to pay", "days", Decimal(0), Decimal(30), by_service=False
    ),
    "promise_longest_days": FigureKind(
        "Furthest day of a promise to pay", "days ahead", Decimal(1), Decimal(92), by_service=False
    ),
    "arrangement_review_months": FigureKind(
        "An arrangement is looked at again after", "months", Decimal(1), Decimal(24), by_service=False
    ),
}
"""The figures Piperoll asks for, by the name their rows carry."""


def is_pay_page(text: str) -> bool:
    """Whether this may be the page that a bill's QR code opens: https, with a place for the reference."""
    return bool(re.fullmatch(r"https://[^\s{}]+(\{(reference|amount)\}[^\s{}]*)+", text)) and "{reference}" in text


def is_code(text: str) -> bool:
    """Whether this may be a code: up to 12 capitals, digits and hyphens, no hyphen first."""
    return bool(_CODE.match(text))


def digits_of(text: str) -> str:
    """A number without the spaces and hyphens people write in it."""
    return re.sub(r"[\s-]", "", text)


def is_sort_code(text: str) -> bool:
    """Six digits."""
    return len(text) == 6 and text.isascii() and text.isdigit()


def is_account_number(text: str) -> bool:
    """Eight digits, as Bacs knows them."""
    return len(text) == 8 and text.isascii() and text.isdigit()


def is_iban(text: str) -> bool:
    """Whether the check digits of an IBAN are right (ISO 13616, MOD 97-10 over the rearranged letters and digits)."""
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", text):
        return False
    return int("".join(str(int(one, 36)) for one in text[4:] + text[:4])) % 97 == 1
