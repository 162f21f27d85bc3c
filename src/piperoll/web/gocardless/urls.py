"""The address GoCardless sends its webhooks to, and its pages."""

from __future__ import annotations

from django.urls import path

from piperoll.web.gocardless import pages, views

urlpatterns = [
    path("gocardless/webhook/", views.webhook, name="gocardless_webhook"),
    path("direct-debits/gocardless/", pages.gocardless, name="gocardless"),
    path("direct-debits/gocardless/send/", pages.send, name="send_to_gocardless"),
    path("direct-debits/gocardless/ask/", pages.ask, name="ask_gocardless"),
]
