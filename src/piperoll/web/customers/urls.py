"""Addresses of customers."""

from __future__ import annotations

from django.urls import path

from piperoll.web.customers import account, describing, duplicates, finding, merging, owing, parts, undoing

urlpatterns = [
    path("customers/", finding.customers, name="customers"),
    path("customers/duplicates/", duplicates.duplicates, name="duplicates"),
    path("customers/duplicates/<str:reference>/<str:other>/", duplicates.pair, name="pair"),
    path("customers/add/", describing.add, name="add_customer"),
    path("customers/<str:reference>/", account.customer, name="customer"),
    path("customers/<str:reference>/change/", describing.change, name="change_customer"),
    path("customers/<str:reference>/merge/", merging.merge, name="merge_customers"),
    path("customers/<str:reference>/unmerge/", merging.unmerge, name="unmerge_customers"),
    path("customers/<str:reference>/owes/", owing.all_they_owe, name="all_they_owe"),
    path("customers/<str:reference>/link/", owing.link, name="link_customers"),
    path("customers/<str:reference>/links/<int:key>/end/", owing.unlink, name="unlink_customers"),
    path("customers/<str:reference>/elsewhere/", owing.add_account, name="link_account"),
    path("customers/<str:reference>/elsewhere/<int:key>/off/", owing.remove_account, name="unlink_account"),
    path("customers/<str:reference>/elsewhere/<int:key>/balance/", owing.balance, name="tell_balance"),
    path("customers/<str:reference>/open-items/", parts.open_items, name="customer_open_items"),
    path("customers/<str:reference>/receipts/", parts.receipts, name="customer_receipts"),
    path("customers/<str:reference>/invoices/", parts.invoices, name="customer_invoices"),
    path("customers/<str:reference>/timeline/", parts.timeline, name="customer_timeline"),
    path("customers/<str:reference>/undo/<int:placement>/", undoing.undo, name="undo_from_account"),
]
