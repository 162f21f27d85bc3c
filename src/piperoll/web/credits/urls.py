"""Addresses of credit notes."""

from __future__ import annotations

from django.urls import path

from piperoll.web.credits import asking, notes, putting_right

urlpatterns = [
    path("invoices/<str:number>/credit/", asking.ask, name="request_credit_note"),
    path("invoices/<str:number>/bill-again/", putting_right.bill_again, name="request_rebill"),
    path("invoices/<str:number>/adjust/", putting_right.adjust, name="request_debit_adjustment"),
    path("credit-notes/", notes.listing, name="credit_notes"),
    path("credit-notes/<str:number>/", notes.note, name="credit_note"),
    path("credit-notes/<str:number>/credit-note.pdf", notes.as_pdf, name="credit_note_pdf"),
]
