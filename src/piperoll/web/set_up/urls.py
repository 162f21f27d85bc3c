"""Addresses of set-up."""

from __future__ import annotations

from django.urls import path

from piperoll.web.set_up import (
    council,
    dated,
    dispute_codes,
    gaps,
    limits,
    lists,
    overview,
    owners,
    recovery,
    safeguard_rules,
    write_off_reasons,
)

urlpatterns = [
    path("set-up/", overview.set_up, name="set_up"),
    path("set-up/council/", council.change, name="change_council"),
    path("set-up/services/", lists.services, name="services"),
    path("set-up/services/<str:code>/", lists.service, name="change_service"),
    path("set-up/bank-accounts/", lists.bank_accounts, name="bank_accounts"),
    path("set-up/ledger/", lists.ledger_accounts, name="ledger_accounts"),
    path("set-up/vat/", dated.vat_rates, name="vat_rates"),
    path("set-up/figures/", dated.figures, name="dated_figures"),
    path("set-up/limits/", limits.limits, name="limits"),
    path("set-up/limits/<int:limit>/end/", limits.end, name="end_limit"),
    path("set-up/safeguards/", safeguard_rules.safeguard_rules, name="safeguard_rules"),
    path("set-up/recovery-stages/", recovery.stages, name="recovery_stages"),
    path("set-up/tracks/", recovery.tracks, name="track_rules"),
    path("set-up/teams/", owners.teams, name="teams"),
    path("set-up/owners/", owners.rules, name="owner_rules"),
    path("set-up/write-offs/", write_off_reasons.write_off_reasons, name="write_off_reasons"),
    path("set-up/disputes/", dispute_codes.dispute_codes, name="dispute_codes"),
    path("set-up/segregation/", limits.segregation, name="segregation"),
    path("set-up/missing/", gaps.what_is_missing, name="set_up_gaps"),
    path("set-up/holidays/", lists.holidays, name="holidays"),
]
