"""The life of a document on its way to somebody.

A claimed email whose process died is in doubt: it may have gone, so only an officer who has looked sends it again.
"""

from piperoll.foundations.states import LifeStory

DOCUMENT_STATES = LifeStory(
    "the document",
    (
        ("pull", "prepared", "pulled"),
        ("release", "pulled", "prepared"),
        ("claim", "prepared", "claimed"),
        ("give_back", "claimed", "prepared"),
        ("send", "prepared", "sent"),
        ("send", "claimed", "sent"),
        ("refuse", "claimed", "bounced"),
        ("doubt", "claimed", "in_doubt"),
        ("find_sent", "in_doubt", "sent"),
        ("find_unsent", "in_doubt", "prepared"),
        ("deliver", "sent", "delivered"),
        ("bounce", "sent", "bounced"),
        ("bounce", "delivered", "bounced"),
        ("return", "sent", "returned"),
        ("return", "delivered", "returned"),
        ("void", "prepared", "void"),
        ("void", "pulled", "void"),
    ),
)
