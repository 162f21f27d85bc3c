"""Addresses of Direct Debits: the section's own, and those on a customer's record."""

from __future__ import annotations

from django.urls import path

from piperoll.web.direct_debit import changing, guarantee, listing, mandates

OF = "customers/<str:reference>/direct-debits/"

urlpatterns = [
    path("direct-debits/", listing.mandates, name="mandates"),
    path("direct-debits/confirmations/", listing.confirmations, name="confirmations_due"),
    path("direct-debits/notices/", listing.notices, name="notices_stuck"),
    path("direct-debits/notices/write/", listing.notify, name="notify_collections"),
    path("direct-debits/dormant/", listing.dormant, name="dormant_soon"),
    path("direct-debits/dormant/mark/", listing.lapse, name="dormant_mandates"),
    path("direct-debits/guarantee/", guarantee.guarantee, name="guarantee"),
    path("direct-debits/modulus/", listing.modulus, name="modulus_tables"),
    path(OF, mandates.of_customer, name="customer_mandates"),
    path(f"{OF}set-up/", changing.set_up, name="set_up_mandate"),
    path(f"{OF}invite/", changing.invite, name="invite_payer"),
    path(f"{OF}<int:mandate>/", mandates.one, name="mandate"),
    path(f"{OF}<int:mandate>/bank/", changing.bank, name="change_mandate_bank"),
    path(f"{OF}<int:mandate>/pays/", changing.pays, name="choose_what_it_pays"),
    path(f"{OF}<int:mandate>/plan/", changing.plan, name="set_collection_plan"),
    path(f"{OF}<int:mandate>/suspend/", changing.suspend, name="suspend_mandate"),
    path(f"{OF}<int:mandate>/resume/", changing.resume, name="resume_mandate"),
    path(f"{OF}<int:mandate>/transfer/", changing.transfer, name="transfer_mandate"),
    path(f"{OF}<int:mandate>/claim/", changing.claim, name="log_claim"),
    path(f"{OF}<int:mandate>/cancel/", changing.cancel, name="cancel_mandate"),
]
