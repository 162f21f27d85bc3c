"""The council as its letters name it, with the bank account that payments go to."""

from __future__ import annotations

from piperoll.council.models import BankAccount, Council
from piperoll.documents.rendering import invoice_document as printed


def council_on_paper() -> printed.Council:
    """The council's own block on a letter."""
    council = Council.objects.get()
    bank = BankAccount.objects.filter(receives_payments=True).first() or BankAccount.objects.order_by("id").first()
    return printed.Council(
        name=council.name,
        address_lines=tuple(council.address.splitlines()),
        bank=printed.BankDetails(council.name, bank.sort_code if bank else "", bank.account_number if bank else ""),
        vat_number=council.vat_number or None,
        phone=council.phone or None,
        email=council.email or None,
        website=council.website or None,
        opening_hours=council.opening_hours or None,
        pay_online_at=council.website or None,
        direct_debit_service_user_number=council.direct_debit_user_number or None,
        brand_colour=council.brand_colour,
    )
