"""Addresses of takings."""

from __future__ import annotations

from django.urls import path

from piperoll.web.takings import bankings, cheques

urlpatterns = [
    path("money-in/bankings/", bankings.bankings, name="bankings"),
    path("money-in/bankings/<int:number>/", bankings.banking, name="banking"),
    path("money-in/cheques/", cheques.slip, name="cheque_slip"),
    path("money-in/cheques/enter/", cheques.enter, name="bank_cheques"),
    path("money-in/receipts/<int:receipt_id>/returned/", bankings.returned, name="return_unpaid"),
]
