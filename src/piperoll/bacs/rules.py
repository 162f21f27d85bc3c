"""What is decided about one collection, one claim: codes, kinds of reason, days."""

from __future__ import annotations

from datetime import date

from piperoll.foundations.money import pounds

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

BEARS_ON = "%direct debit%"
"""What a call is about, if its words fit this, bears on a claim."""

BEREAVED = (
    "The payer’s bank says that the payer has died. Nobody was written to, and recovery is held: confirm the death, "
    "flag the customer, and write to the executors."
)
NOT_OURS = "It is about a credit, and nothing of ours sends any by Bacs: tell whoever made the payment."

IMPLIED = {
    "ARUDD": "The bank took {about} back on {since} for Direct Debits that came back unpaid, and no ARUDD report of "
    "them was taken in.",
    "DDICA": "The bank took {about} on {since} for indemnity claims, and no DDICA report of them was taken in.",
    "ARUCS": "The bank gave {about} back on {since} of credits that did not arrive, and no ARUCS report of them was "
    "taken in.",
    "ADDACS": "A payer’s bank said on {since} that the account of mandate {about} was moved, and no ADDACS report has "
    "told the new one.",
    "never_filed": "Collection run {about} had to be at Bacs by {since}, and no file was made of it: payers’ banks "
    "were asked for nothing, though its debts count as paid.",
}
"""Reports that are sent only when there is something to say, and what shows that there is; and runs that never went."""
TO_DO_ABOUT = {
    "ARUDD": "Look for the ARUDD report at your Bacs bureau or bank and apply it: until then those debts count as "
    "paid. If the bank’s line is something else, place it.",
    "DDICA": "Look for the DDICA report at your Bacs bureau or bank and apply it: the days to challenge a claim run. "
    "If the bank’s line is something else, place it.",
    "ARUCS": "Look for the ARUCS report at your Bacs bureau or bank and apply it: until then those refunds count as "
    "paid. If another system paid them, place the bank’s line for it.",
    "ADDACS": "Look for the ADDACS report at your Bacs bureau or bank and apply it, or ask the payer for their new "
    "account and change the mandate’s bank details: nothing is collected until then.",
    "never_filed": "Withdraw the run, then choose afresh for a later day.",
}
"""What to do about each."""


def implied(report: str, about: str, since: date) -> str:
    """What shows that a report is missing: pence at the bank, or a mandate's reference; or the run that never went."""
    said = about if report in ("ADDACS", "never_filed") else pounds(int(about))
    return IMPLIED[report].format(about=said, since=f"{since:%-d %B %Y}")


def contra_words(collection_run: int) -> str:
    """What the contra says of a collection run: the words by which its credit is known on our statement."""
    return f"DD RUN {collection_run}"


def reference_of(collection: int) -> str:
    """How a collection is named on a customer's account."""
    return f"DD-{collection}"
