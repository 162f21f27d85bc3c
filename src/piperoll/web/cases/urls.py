"""Addresses of cases."""

from __future__ import annotations

from django.urls import path

from piperoll.web.cases import account, agents, calls, caseloads, diary, handing, worklist

urlpatterns = [
    path("recovery/worklist/", worklist.worklist, name="worklist"),
    path("recovery/diary/", diary.diary, name="diary"),
    path("recovery/calls/", calls.calls, name="calls"),
    path("recovery/agents/", agents.agents, name="agents"),
    path("recovery/caseloads/", caseloads.caseloads, name="caseloads"),
    path("recovery/caseloads/give/", caseloads.give, name="reassign_debts"),
    path("recovery/caseloads/cover/", caseloads.cover, name="cover_caseload"),
    path("recovery/caseloads/cover/<int:cover>/end/", caseloads.end_cover, name="end_caseload_cover"),
    path("customers/<str:reference>/case/", account.case, name="case"),
    path("customers/<str:reference>/case/write/", account.exchange, name="record_exchange"),
    path("customers/<str:reference>/case/hand-over/", handing.hand_over, name="hand_over_case"),
    path("customers/<str:reference>/case/go-on/", handing.go_on, name="let_case_go_on"),
    path("customers/<str:reference>/case/recall/", handing.recall, name="recall_case"),
    path("customers/<str:reference>/case/pack/", handing.pack, name="make_handover_pack"),
    path("customers/<str:reference>/case/next/", account.next_action, name="set_next_action"),
    path("customers/<str:reference>/case/give/", account.give, name="reassign_debt"),
]
