"""Addresses of takings."""

from __future__ import annotations

from django.urls import path

from piperoll.web.takings import bankings, cash, cheques, files, finding, returns

urlpatterns = [
    path("money-in/bankings/", bankings.bankings, name="bankings"),
    path("money-in/bankings/<int:number>/", bankings.banking, name="banking"),
    path("money-in/cheques/", cheques.slip, name="cheque_slip"),
    path("money-in/cheques/enter/", cheques.enter, name="bank_cheques"),
    path("money-in/cash/", cash.take, name="take_cash"),
    path("money-in/tills/<slug:till>/<slug:account>/", cash.count_till, name="count_till"),
    path("money-in/cash-ups/<int:number>/", cash.difference, name="cash_up"),
    path("cash-returns/", returns.cash_returns, name="cash_returns"),
    path("cash-returns/fill/", returns.fill, name="fill_cash_return"),
    path("cash-returns/<int:number>/", returns.cash_return, name="cash_return"),
    path("money-in/find/", finding.find_receipt, name="find_receipt"),
    path("money-in/files/", files.files, name="payment_files"),
    path("money-in/files/write/", files.write, name="write_file_profile"),
    path("money-in/files/profiles/<slug:code>/", files.profile, name="file_profile"),
    path("money-in/files/profiles/<slug:code>/approve/", files.approve, name="approve_file_profile"),
    path("money-in/receipts/<int:receipt_id>/returned/", bankings.returned, name="return_unpaid"),
]
