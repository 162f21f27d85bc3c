"""Addresses of customers."""

from __future__ import annotations

from django.urls import path

from piperoll.web.customers import account, describing, duplicates, finding, merging, parts, undoing

urlpatterns = [
    path("customers/", finding.customers, name="customers"),
    path("customers/duplicates/", duplicates.duplicates, name="duplicates"),
    path("customers/duplicates/<str:reference>/<str:other>/", duplicates.pair, name="pair"),
    path("customers/add/", describing.add, name="add_customer"),
    path("customers/<str:reference>/", account.customer, name="customer"),
    path("customers/<str:reference>/change/", describing.change, name="change_customer"),
    path("customers/<str:reference>/merge/", merging.merge, name="merge_customers"),
    path("customers/<str:reference>/unmerge/", merging.unmerge, name="unmerge_customers"),
    path("customers/<str:reference>/open-items/", parts.open_items, name="customer_open_items"),
    path("customers/<str:reference>/receipts/", parts.receipts, name="customer_receipts"),
    path("customers/<str:reference>/invoices/", parts.invoices, name="customer_invoices"),
    path("customers/<str:reference>/timeline/", parts.timeline, name="customer_timeline"),
    path("customers/<str:reference>/undo/<int:placement>/", undoing.undo, name="undo_from_account"),
]
