"""Addresses of interest."""

from __future__ import annotations

from django.urls import path

from piperoll.web.interest import accounts, pages, rates

urlpatterns = [
    path("customers/<str:reference>/interest/", pages.interest, name="interest"),
    path("customers/<str:reference>/interest/charge/", pages.charge, name="charge_late"),
    path("set-up/late-charges/", accounts.late_accounts, name="late_accounts"),
    path("set-up/bank-rate/", rates.bank_rates, name="bank_rates"),
]
