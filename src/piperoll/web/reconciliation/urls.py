"""Addresses of reconciliation."""

from __future__ import annotations

from django.urls import path

from piperoll.web.reconciliation import rolling

urlpatterns = [
    path("reconciliation/roll-forward/", rolling.roll, name="roll_forward"),
    path("reconciliation/roll-forward.csv", rolling.roll_csv, name="roll_forward_csv"),
    path("reconciliation/roll-forward/<slug:figure>/", rolling.figure, name="roll_forward_figure"),
    path("reconciliation/roll-forward/<slug:figure>.csv", rolling.figure_as_csv, name="roll_forward_figure_csv"),
]
