"""The life of a mandate: set up, lodged with the payer's bank, collected from, and over.

A change of bank details lodges it anew. A mandate ends by being cancelled (by the payer, their bank or us), rejected by
the bank, or dormant for want of collections; only the bank's own reinstatement wakes a cancelled one.
"""

from piperoll.foundations.states import LifeStory

MANDATE_STATES = LifeStory(
    "the mandate",
    (
        ("lodge", "set_up", "lodging"),
        ("accept", "lodging", "active"),
        ("reject", "lodging", "rejected"),
        ("amend", "active", "active"),
        ("amend", "lodging", "active"),
        ("amend", "suspended", "active"),
        ("change_bank", "set_up", "set_up"),
        ("change_bank", "lodging", "set_up"),
        ("change_bank", "active", "set_up"),
        ("change_bank", "suspended", "set_up"),
        ("change_bank", "rejected", "set_up"),
        ("suspend", "lodging", "suspended"),
        ("suspend", "active", "suspended"),
        ("resume", "suspended", "active"),
        ("lapse", "active", "dormant"),
        ("lapse", "suspended", "dormant"),
        ("change_bank", "dormant", "set_up"),
        ("cancel", "set_up", "cancelled"),
        ("cancel", "lodging", "cancelled"),
        ("cancel", "active", "cancelled"),
        ("cancel", "suspended", "cancelled"),
        ("cancel", "dormant", "cancelled"),
        ("cancel", "rejected", "cancelled"),
        ("reinstate", "cancelled", "active"),
        ("transfer", "set_up", "set_up"),
        ("transfer", "lodging", "lodging"),
        ("transfer", "active", "active"),
        ("transfer", "suspended", "suspended"),
    ),
)
OVER = ("cancelled", "rejected", "dormant")
"""Where a mandate collects no more."""
