"""Addresses of reconciliation."""

from __future__ import annotations

from django.urls import path

from piperoll.web.reconciliation import banks, month_ends, rolling

urlpatterns = [
    path("reconciliation/banks/", banks.banks, name="bank_days"),
    path("reconciliation/banks/<str:code>/", banks.bank, name="bank_day"),
    path("reconciliation/outstanding/<int:item>/", banks.follow_up, name="follow_up_outstanding"),
    path("reconciliation/month-ends/", month_ends.month, name="month_ends"),
    path("reconciliation/month-ends/<int:number>/", month_ends.one, name="month_end"),
    path("reconciliation/month-ends/<int:number>/sign/", month_ends.sign, name="sign_month_end"),
    path("reconciliation/month-ends/<int:number>/send-back/", month_ends.send_back, name="send_back_month_end"),
    path("reconciliation/month-ends/<int:number>/reopen/", month_ends.reopen, name="reopen_month_end"),
    path("reconciliation/month-ends/<int:number>.pdf", month_ends.evidence, {"kind": "pdf"}, name="month_end_pdf"),
    path("reconciliation/month-ends/<int:number>.csv", month_ends.evidence, {"kind": "csv"}, name="month_end_csv"),
    path("reconciliation/month-ends/<slug:kind>/<slug:month>/", month_ends.prepare, name="prepare_month_end"),
    path("reconciliation/roll-forward/", rolling.roll, name="roll_forward"),
    path("reconciliation/roll-forward.csv", rolling.roll_csv, name="roll_forward_csv"),
    path("reconciliation/roll-forward/<slug:figure>/", rolling.figure, name="roll_forward_figure"),
    path("reconciliation/roll-forward/<slug:figure>.csv", rolling.figure_as_csv, name="roll_forward_figure_csv"),
]
