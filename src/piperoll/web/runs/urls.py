"""Addresses of runs."""

from __future__ import annotations

from django.urls import path

from piperoll.web.runs import raising, views

urlpatterns = [
    path("runs/", views.runs, name="runs"),
    path("runs/<int:run_id>/", views.run, name="run"),
    path("runs/<int:run_id>/rejected.csv", views.rejected, name="rejected"),
    path("raise-invoices/", raising.raise_from_feeder, name="raise_invoices"),
]
