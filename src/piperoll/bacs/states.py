"""The life of a collection: chosen with its run, asked of the payer's bank, and honoured unless word comes back.

`drop` is for what no longer holds when the run is released, `discard` for the whole run not being released. After
release there is money to take back: Bacs rejects a record or the file is withdrawn, the payer's bank returns it unpaid,
the payer claims it back under the Guarantee, or somebody pays it back at GoCardless. Each ends a collection, and it
ends once.

A claim is logged, challenged or not within its days, and settled on the day the bank debits us, unless it is won or
withdrawn first.
"""

from piperoll.foundations.states import LifeStory

COLLECTION_STATES = LifeStory(
    "the collection",
    (
        ("drop", "chosen", "dropped"),
        ("discard", "chosen", "discarded"),
        ("release", "chosen", "released"),
        ("reject", "released", "rejected"),
        ("withdraw", "released", "withdrawn"),
        ("return", "released", "returned"),
        ("claim", "released", "claimed"),
        ("refund", "released", "refunded"),
    ),
)
CLAIM_STATES = LifeStory(
    "the claim",
    (
        ("challenge", "logged", "challenged"),
        ("settle", "logged", "settled"),
        ("settle", "challenged", "settled"),
        ("win", "challenged", "won"),
        ("withdraw", "logged", "withdrawn"),
        ("withdraw", "challenged", "withdrawn"),
    ),
)
OPEN_CLAIMS = ("logged", "challenged")

BEFORE_MONEY = ("dropped", "discarded")
AFTER_MONEY = ("rejected", "withdrawn", "returned", "claimed", "refunded")
"""How a collection ends: before it was posted, or after, when its money is taken back."""
