"""Addresses of recovery."""

from __future__ import annotations

from django.urls import path

from piperoll.web.recovery import account, reminders

urlpatterns = [
    path("recovery/", reminders.reminder_runs, name="recovery"),
    path("recovery/reminders/<int:number>/", reminders.reminder_run, name="reminder_run"),
    path("recovery/reminders/<int:number>/issue/", reminders.issue, name="issue_reminders"),
    path("recovery/reminders/<int:number>/give-up/", reminders.discard, name="discard_reminders"),
    path("customers/<str:reference>/recovery/", account.stands, name="customer_recovery"),
    path("customers/<str:reference>/recovery/step/", account.record, name="record_recovery_step"),
]
