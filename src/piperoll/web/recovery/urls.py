"""Addresses of recovery."""

from __future__ import annotations

from django.urls import path

from piperoll.web.recovery import account, claim, limitation, reminders

urlpatterns = [
    path("recovery/", reminders.reminder_runs, name="recovery"),
    path("recovery/reminders/<int:number>/", reminders.reminder_run, name="reminder_run"),
    path("recovery/reminders/<int:number>/issue/", reminders.issue, name="issue_reminders"),
    path("recovery/reminders/<int:number>/give-up/", reminders.discard, name="discard_reminders"),
    path("customers/<str:reference>/recovery/", account.stands, name="customer_recovery"),
    path("customers/<str:reference>/recovery/step/", account.record, name="record_recovery_step"),
    path("recovery/time-in-law/", limitation.running_out, name="time_in_law"),
    path("customers/<str:reference>/acknowledgement/", limitation.acknowledge, name="record_acknowledgement"),
    path("customers/<str:reference>/claim/", claim.before_a_claim, name="before_a_claim"),
    path("customers/<str:reference>/claim/reply/", claim.reply, name="record_claim_reply"),
    path("customers/<str:reference>/claim/documents/", claim.documents, name="supply_claim_documents"),
    path("customers/<str:reference>/claim/notice/", claim.notice, name="give_claim_notice"),
    path("customers/<str:reference>/claim/deferred/", claim.deferred, name="record_deferred_payment"),
]
