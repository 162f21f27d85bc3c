"""The words of the room: acts, flags, holds, kinds of representative; and dates worked out from them."""

from __future__ import annotations

from datetime import date, timedelta

ACTS = {
    "bill": "Raise an invoice",
    "send_invoice": "Send an invoice",
    "send_statement": "Send a statement",
    "send_statements": "Send statements to everybody who owes",
    "send_credit_note": "Send a credit note",
    "send_letter": "Send a letter of its own",
    "send_reminder": "Send a reminder",
    "telephone": "Telephone about a debt",
    "text": "Send a text message",
    "set_up_mandate": "Set up a Direct Debit",
    "collect": "Collect by Direct Debit",
    "refund": "Pay credit back",
    "set_off": "Set credit off against a debt",
    "write_off": "Write a debt off",
    "charge_interest": "Charge interest on a debt",
    "issue_claim": "Issue a claim in court",
    "refer_to_agent": "Hand a debt to an agent",
    "tell_agent": "Tell an agent to hold or return a debt",
}
"""What we may or may not do, by the name every room asks with."""

FLAGS = {
    "vulnerable": "Vulnerable",
    "deceased": "Deceased",
    "gone_away": "Gone away",
    "insolvent": "Insolvent",
    "minor": "Under 18",
    "restricted": "Restricted record",
}
INSOLVENCIES = {
    "bankruptcy": "bankruptcy order",
    "debt_relief": "debt relief order",
    "voluntary": "voluntary arrangement",
    "administration": "administration",
    "liquidation": "liquidation",
}
HOLDS = {
    "breathing_space": "Breathing space",
    "mental_health_crisis": "Mental health crisis breathing space",
    "dispute": "Dispute",
    "complaint": "Complaint",
    "debt_advice": "Taking debt advice",
    "awaiting_decision": "Waiting for a decision",
    "safeguarding": "Safeguarding",
    "with_agent": "With an agent",
    "other": "Another reason",
}
MORATORIA = ("breathing_space", "mental_health_crisis")
REPRESENTATIVES = {
    "attorney": "Attorney",
    "deputy": "Deputy",
    "appointee": "DWP appointee",
    "executor": "Executor or administrator",
    "parent": "Parent or guardian",
    "informal": "Informal helper",
}
ANSWERS = {"allow": "Allowed", "bar": "Barred", "route": "Through whoever acts for them"}
STOPPED_BY_LAW = (
    "send_reminder", "telephone", "text", "collect", "set_off", "charge_interest", "issue_claim", "refer_to_agent",
)  # fmt: skip
"""What no moratorium lets us do."""

BARRED_BY_LAW = {
    (hold, act): law
    for hold, law in (
        ("breathing_space", "SI 2020/1311 reg 7 and reg 11"),
        ("mental_health_crisis", "SI 2020/1311 reg 7 and reg 11, and Part 3"),
    )
    for act in STOPPED_BY_LAW
}
"""(hold, act) → the law that bars it, which no rule of a council's may lift."""
CALLERS = {
    "customer": "The customer",
    "representative": "Somebody who acts for them",
    "other": "Somebody else",
}
CHECKS = {
    "name": "Their full name",
    "address": "The first line of the address and the postcode",
    "reference": "The customer’s or an invoice’s reference",
    "amount": "The amount or date of a recent bill or payment",
    "phone": "The telephone number we hold",
    "consent": "The customer is there and agrees",
}
"""What a caller may be asked. Three right answers and no wrong one open the account; consent is for somebody else."""

CHECKS_TO_PASS = 3
LONGEST_GRANT = timedelta(days=92)
LONGEST_HOLD = timedelta(days=366)
BREATHING_SPACE_DAYS = 60


def last_day_as_a_minor(born_on: date) -> date:
    """The day before the eighteenth birthday; somebody born on 29 February comes of age on 1 March."""
    try:
        birthday = born_on.replace(year=born_on.year + 18)
    except ValueError:
        birthday = date(born_on.year + 18, 3, 1)
    return birthday - timedelta(days=1)


def last_day_of_breathing_space(starts_on: date) -> date:
    """Sixty days beginning with the first (SI 2020/1311): from 2 November 2026 to 31 December."""
    return starts_on + timedelta(days=BREATHING_SPACE_DAYS - 1)
