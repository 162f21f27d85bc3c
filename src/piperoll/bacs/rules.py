"""What is decided about one collection, one claim: codes, kinds of reason, days."""

from __future__ import annotations

CODES = {
    "01": "First collection",
    "17": "Regular collection",
    "18": "Presented once more",
    "19": "Final collection",
}
EXCLUSIONS = {
    "no_notice": "No valid notice",
    "late": "Too long after the notified day",
    "barred": "Not to be collected from",
    "mandate": "The mandate is not active",
    "too_soon": "Too soon after the instruction",
    "paid": "Paid or credited since",
    "suspense": "Money may be theirs in suspense",
    "in_flight": "In another collection",
    "limit": "Above the limit of one item",
}
REPORTS = {
    "ARUDD": "Direct Debits that came back unpaid",
    "ADDACS": "Instructions changed or cancelled",
    "AUDDIS": "Instructions the banks did not take",
    "AUDDIS acceptance": "Instructions taken in",
    "AUDDIS rejection": "File of instructions rejected",
    "AWACS": "Accounts of payees that are wrong",
    "ARUCS": "Credits that came back",
    "DDICA": "Indemnity claims",
    "Input": "What became of a submission",
    "Withdrawal": "A submission withdrawn",
    "GoCardless": "What GoCardless told",
}
NEXT_STEPS = {
    "keep": "The debt goes its normal way.",
    "hold": "Call the payer: nothing is collected until the mandate is resumed.",
    "cancel": "Another way to pay, or a new mandate, is needed: the debt goes its normal way.",
    "fail": "Another way to pay, or a new mandate, is needed.",
    "update": "Nothing: the new account is used from now on.",
    "restore": "Nothing: it is collected again.",
}
"""What is to be done next, by what a code does to the mandate."""

BEREAVED = (
    "The payer’s bank says that the payer has died. Nobody was written to, and recovery is held: confirm the death, "
    "flag the customer, and write to the executors."
)
NOT_OURS = "It is about a credit, and nothing of ours sends any by Bacs: tell whoever made the payment."


def contra_words(collection_run: int) -> str:
    """What the contra says of a collection run: the words by which its credit is known on our statement."""
    return f"DD RUN {collection_run}"


def reference_of(collection: int) -> str:
    """How a collection is named on a customer's account."""
    return f"DD-{collection}"
