"""Addresses of money in."""

from __future__ import annotations

from django.urls import path

from piperoll.web.money_in import placing, receipts, statements, suspense

urlpatterns = [
    path("money-in/", statements.statements, name="statements"),
    path("money-in/upload/", statements.upload_statement, name="upload_statement"),
    path("money-in/allocate/", statements.allocate, name="allocate_receipts"),
    path("money-in/statements/<int:statement_id>/", statements.statement, name="statement"),
    path("money-in/receipts/<int:receipt_id>/", receipts.receipt, name="receipt"),
    path("money-in/receipts/<int:receipt_id>/accept/", receipts.accept, name="accept_candidate"),
    path("money-in/receipts/<int:receipt_id>/hold/", receipts.hold, name="hold_receipt"),
    path("money-in/receipts/<int:receipt_id>/undo/", receipts.undo, name="undo_placement"),
    path("money-in/receipts/<int:receipt_id>/place/", placing.find_customer, name="find_customer"),
    path("money-in/receipts/<int:receipt_id>/place/<str:reference>/", placing.place, name="place_receipt"),
    path("suspense/", suspense.suspense, name="suspense"),
]
