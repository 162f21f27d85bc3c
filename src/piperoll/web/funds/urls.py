"""Addresses of funds."""

from __future__ import annotations

from django.urls import path

from piperoll.web.funds import files, placing, register

urlpatterns = [
    path("money-in/funds/", register.funds, name="funds"),
    path("money-in/funds/write/", register.write, name="write_fund"),
    path("money-in/funds/<slug:code>/", register.fund, name="fund"),
    path("money-in/funds/<slug:code>/approve/", register.approve, name="approve_fund"),
    path("money-in/funds/<slug:code>/files/write/", files.write, name="write_fund_file"),
    path("money-in/funds/<slug:code>/files/<int:number>/", files.file, name="fund_file"),
    path("money-in/funds/<slug:code>/files/<int:number>/content/", files.content, name="fund_file_content"),
    path("money-in/receipts/<int:receipt_id>/fund/", placing.place, name="place_in_fund"),
    path("money-in/receipts/<int:receipt_id>/fund/undo/", placing.undo, name="undo_fund_placement"),
]
