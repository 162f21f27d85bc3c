"""The address GoCardless sends its webhooks to."""

from __future__ import annotations

from django.urls import path

from piperoll.web.gocardless import views

urlpatterns = [path("gocardless/webhook/", views.webhook, name="gocardless_webhook")]
