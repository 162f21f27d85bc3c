"""Roles and what each may do. A permission is a verb's name, or `see_…` for pages that only show."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    """A role's name as people read it, and the verbs it allows."""

    name: str
    may: frozenset[str]


_SEE = frozenset(
    {"see_customers", "see_invoices", "see_receipts", "see_reports", "see_runs", "see_council", "see_letters"}
)
_BANK = frozenset({"see_bank_details"})  # others see the last four digits
_CHECK = frozenset({"check_books", "seal_runs"})
_CUSTOMERS = frozenset({"add_customer", "change_customer"})
_MERGE = frozenset({"merge_customers", "unmerge_customers"})
_BILL = frozenset({"raise_invoices", "print_invoices"})
_WRITE = frozenset({"write_template"})
_LETTERS = frozenset({"approve_template"})
_RECEIVE = frozenset(
    {"import_statement", "allocate_receipts", "accept_candidate", "place_receipt", "hold_receipt", "undo_placement"}
)
_SET_UP = frozenset(
    {
        "set_up_council",
        "change_council",
        "set_dated_figure",
        "set_vat_rate",
        "add_service",
        "change_service",
        "add_bank_account",
        "add_income_account",
        "add_holiday",
        "load_templates",
    }
)
_PEOPLE = frozenset({"see_users", "add_user", "change_role", "disable_user", "enable_user", "reset_password"})

ROLES = {
    "assistant": Role("Income assistant", _SEE | _CUSTOMERS | _MERGE | _BILL),
    "officer": Role("Income officer", _SEE | _BANK | _CHECK | _CUSTOMERS | _MERGE | _BILL | _WRITE | _RECEIVE),
    "collections": Role("Collections officer", _SEE | _CUSTOMERS),
    "manager": Role(
        "Team manager", _SEE | _BANK | _CHECK | _CUSTOMERS | _MERGE | _BILL | _WRITE | _LETTERS | _RECEIVE | _SET_UP
    ),
    "auditor": Role("Auditor", _SEE | _BANK | _CHECK | frozenset({"see_users"})),
    "administrator": Role("Administrator", _SEE | _CHECK | _SET_UP | _PEOPLE),
}
