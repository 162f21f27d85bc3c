"""Addresses of reports."""

from __future__ import annotations

from django.urls import path

from piperoll.web.reports import aged_debt, books, direct_debits, listing, matching, methods, silences, vat

urlpatterns = [
    path("reports/", listing.reports, name="reports"),
    path("reports/aged-debt/", aged_debt.by_service, name="aged_debt"),
    path("reports/aged-debt/customers/", aged_debt.by_customer, name="aged_customers"),
    path("reports/aged-debt.csv", aged_debt.as_csv, name="aged_debt_csv"),
    path("reports/direct-debits/", direct_debits.figures, name="direct_debit_figures"),
    path("reports/direct-debits.csv", direct_debits.figures_csv, name="direct_debit_figures_csv"),
    path("reports/matching/", matching.matching, name="matching"),
    path("reports/matching/measure/", matching.measure, name="measure_matching"),
    path("reports/methods-of-payment/", methods.methods, name="methods_of_payment"),
    path("reports/silences/", silences.silent, name="silences"),
    path("reports/vat/", vat.vat, name="vat_return"),
    path("reports/check/", books.check, name="check_books"),
]
