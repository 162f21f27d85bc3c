"""Addresses of invoices."""

from __future__ import annotations

from django.urls import path

from piperoll.web.invoices import invoice, listing

urlpatterns = [
    path("invoices/", listing.invoices, name="invoices"),
    path("invoices/<str:number>/", invoice.invoice, name="invoice"),
    path("invoices/<str:number>/invoice.pdf", invoice.as_pdf, name="invoice_pdf"),
]
