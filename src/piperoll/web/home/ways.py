"""Where each person goes next: a few acts of their own, in the order of a day."""

from __future__ import annotations

from collections.abc import Iterator

from piperoll.web.components.links import Link

DAY = (
    ("request_invoice", "Ask for an invoice", "/your-requests/invoice/"),
    ("request_customer", "Ask for a customer", "/your-requests/customer/"),
    ("request_customer", "See what became of your requests", "/your-requests/"),
    ("decide_request", "Decide what waits for you", "/approvals/"),
    ("set_next_action", "Work your list of overdue accounts", "/recovery/worklist/"),
    ("raise_invoices", "Raise invoices from a service’s file", "/raise-invoices/"),
    ("import_statement", "Upload a bank statement", "/money-in/upload/"),
    ("place_receipt", "Place what is in suspense", "/suspense/"),
    ("add_customer", "Add a customer", "/customers/add/"),
    ("see_reports", "See who owes what, and since when", "/reports/aged-debt/"),
    ("check_books", "Check the books", "/reports/check/"),
    ("add_user", "Add somebody to the staff", "/users/"),
    ("change_council", "Change the set-up", "/set-up/"),
    ("see_runs", "See what was run, and by whom", "/runs/"),
)


def ways(may: frozenset[str]) -> list[Link]:
    """The first six acts this person may do."""
    return list(_open_to(may))[:6]


def _open_to(may: frozenset[str]) -> Iterator[Link]:
    for permission, words, address in DAY:
        if permission in may:
            yield Link(words, address)
