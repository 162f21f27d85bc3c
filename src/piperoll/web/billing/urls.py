"""Addresses of billing by hand."""

from __future__ import annotations

from django.urls import path

from piperoll.web.billing import documents, fees, one_off

urlpatterns = [
    path("raise-invoice/", one_off.raise_by_hand, name="raise_one_off"),
    path("invoices/<str:number>/attach/", documents.attach, name="attach_document"),
    path("invoices/<str:number>/documents/<int:document_id>/", documents.document, name="document"),
    path("set-up/fees/", fees.fees, name="fees"),
    path("set-up/fees/import/", fees.from_file, name="import_fees"),
    path("set-up/fees/<str:service>/<str:code>/", fees.fee, name="fee"),
]
