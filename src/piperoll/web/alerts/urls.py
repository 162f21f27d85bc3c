"""Addresses of alerts."""

from __future__ import annotations

from django.urls import path

from piperoll.web.alerts import views

urlpatterns = [
    path("money-in/alerts/", views.alerts, name="alerts"),
    path("money-in/alerts/expect/", views.expect, name="expect_file"),
    path("money-in/alerts/<slug:key>/", views.alert, name="alert"),
]
