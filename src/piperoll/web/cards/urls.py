"""Addresses of card payments: officers', payers' and GOV.UK Pay's own."""

from __future__ import annotations

from django.urls import path

from piperoll.web.cards import exports, knocking, pages, paying

urlpatterns = [
    path("govuk-pay/webhook/", knocking.webhook, name="govuk_pay_webhook"),
    path("pay/", paying.bill, name="pay_a_bill"),
    path("pay/link/<str:word>/", paying.link, name="pay_by_link"),
    path("pay/back/<str:word>/", paying.back, name="came_back"),
    path("money-in/cards/", pages.payments, name="card_payments"),
    path("money-in/cards/ask/", pages.ask, name="ask_govuk_pay"),
    path("money-in/cards/settle/", pages.settle, name="settle_card_payments"),
    path("money-in/cards/disputes/", pages.ask_disputes, name="ask_card_disputes"),
    path("money-in/cards/export/", exports.export, name="import_card_settlement"),
    path("money-in/cards/back/<str:word>/", pages.back, name="card_back"),
    path("customers/<str:reference>/pay-by-card/", pages.take, name="start_card_payment"),
]
