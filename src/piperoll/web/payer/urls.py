"""The address of a payer's link."""

from __future__ import annotations

from django.urls import path

from piperoll.web.payer import views

urlpatterns = [path("direct-debit/<str:word>/", views.set_up, name="payers_link")]
