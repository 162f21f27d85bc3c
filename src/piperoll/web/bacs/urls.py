"""Addresses of collections, reports and claims."""

from __future__ import annotations

from django.urls import path

from piperoll.web.bacs import calendar, claims, reports, runs

urlpatterns = [
    path("direct-debits/collections/", runs.collection_runs, name="collection_runs"),
    path("direct-debits/collections/<int:number>/", runs.collection_run, name="collection_run"),
    path("direct-debits/collections/<int:number>/release/", runs.release, name="release_collection"),
    path("direct-debits/collections/<int:number>/discard/", runs.discard, name="discard_collection"),
    path("direct-debits/collections/<int:number>/withdraw/", runs.withdraw, name="withdraw_collection"),
    path("direct-debits/collections/<int:number>/file/", runs.write, name="write_bacs_file"),
    path("direct-debits/lodge/", runs.lodge, name="lodge_mandates"),
    path("direct-debits/files/<slug:serial>/", runs.download, name="bacs_file"),
    path("direct-debits/month/", calendar.month, name="collection_month"),
    path("direct-debits/reports/", reports.reports, name="bacs_reports"),
    path("direct-debits/reports/<int:number>/", reports.report, name="bacs_report"),
    path("direct-debits/exceptions/", reports.exceptions, name="bacs_exceptions"),
    path("direct-debits/exceptions/<int:number>/", reports.settle, name="settle_advice"),
    path("direct-debits/claims/", claims.claims, name="claims"),
    path("direct-debits/claims/<int:number>/", claims.claim, name="claim"),
    path("direct-debits/claims/<int:number>/evidence/", claims.make_pack, name="make_evidence_pack"),
    path("direct-debits/evidence/<int:number>.pdf", claims.pack, name="evidence_pack"),
    path("direct-debits/claims/<int:number>/challenge/", claims.challenge, name="challenge_claim"),
    path("direct-debits/claims/<int:number>/win/", claims.win, name="win_claim"),
    path("direct-debits/claims/settle/", claims.settle, name="settle_claims"),
]
