"""Addresses of money in."""

from __future__ import annotations

from django.urls import path

from piperoll.web.money_in import (
    desk,
    looking_into,
    payer_rules,
    placing,
    receipts,
    remittance_layouts,
    remittances,
    standing_orders,
    statements,
    suspense,
)

urlpatterns = [
    path("money-in/", statements.statements, name="statements"),
    path("money-in/upload/", statements.upload_statement, name="upload_statement"),
    path("money-in/allocate/", statements.allocate, name="allocate_receipts"),
    path("money-in/statements/<int:statement_id>/", statements.statement, name="statement"),
    path("money-in/remittances/", remittances.remittances, name="remittances"),
    path("money-in/remittances/upload/", remittances.upload_remittance, name="upload_remittance"),
    path("money-in/remittances/layouts/", remittance_layouts.layouts, name="remittance_layouts"),
    path("money-in/remittances/layouts/write/", remittance_layouts.write, name="write_remittance_profile"),
    path("money-in/remittances/layouts/<slug:code>/", remittance_layouts.layout, name="remittance_layout"),
    path(
        "money-in/remittances/layouts/<slug:code>/approve/",
        remittance_layouts.approve,
        name="approve_remittance_profile",
    ),
    path("money-in/remittances/<int:remittance_id>/", remittances.remittance, name="remittance"),
    path("money-in/desk/", desk.allocation_desk, name="allocation_desk"),
    path("money-in/desk/accept/", desk.accept, name="desk_accept"),
    path("money-in/desk/certain/", desk.certain, name="desk_certain"),
    path("money-in/desk/undo/", desk.undo, name="desk_undo"),
    path("money-in/desk/take-over/", desk.take_over, name="desk_take_over"),
    path("money-in/receipts/<int:receipt_id>/", receipts.receipt, name="receipt"),
    path("money-in/receipts/<int:receipt_id>/accept/", receipts.accept, name="accept_candidate"),
    path("money-in/receipts/<int:receipt_id>/hold/", receipts.hold, name="hold_receipt"),
    path("money-in/receipts/<int:receipt_id>/undo/", receipts.undo, name="undo_placement"),
    path("money-in/receipts/<int:receipt_id>/place/", placing.find_customer, name="find_customer"),
    path("money-in/receipts/<int:receipt_id>/place/<str:reference>/", placing.place, name="place_receipt"),
    path("money-in/receipts/<int:receipt_id>/looking/", looking_into.looking_into, name="looking_into"),
    path("money-in/receipts/<int:receipt_id>/owner/", looking_into.assign, name="assign_receipt"),
    path("money-in/receipts/<int:receipt_id>/note/", looking_into.note, name="note_receipt"),
    path("money-in/receipts/<int:receipt_id>/ask/", looking_into.ask, name="ask_service"),
    path("your-requests/questions/", looking_into.questions, name="service_questions"),
    path("your-requests/questions/<int:question>/", looking_into.answer, name="answer_service"),
    path("customers/<str:reference>/standing-orders/", standing_orders.of_customer, name="standing_orders"),
    path("customers/<str:reference>/standing-orders/add/", standing_orders.add, name="add_standing_order"),
    path("customers/<str:reference>/standing-orders/<int:order>/end/", standing_orders.end, name="end_standing_order"),
    path("reports/standing-orders/", standing_orders.expected, name="missing_payments"),
    path("money-in/rules/", payer_rules.payer_rules, name="payer_rules"),
    path("money-in/rules/look/", payer_rules.propose, name="propose_payer_rules"),
    path("money-in/rules/<int:rule>/decide/", payer_rules.decide, name="decide_payer_rule"),
    path("money-in/rules/<int:rule>/end/", payer_rules.end, name="end_payer_rule"),
    path("suspense/", suspense.suspense, name="suspense"),
]
