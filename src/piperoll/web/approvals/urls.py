"""Addresses of approvals."""

from __future__ import annotations

from django.urls import path

from piperoll.web.approvals import covering, deciding, queue

urlpatterns = [
    path("approvals/", queue.approvals, name="approvals"),
    path("approvals/cover/", covering.cover, name="cover"),
    path("approvals/cover/<int:cover>/end/", covering.end, name="end_cover"),
    path("approvals/<int:request_id>/", deciding.request_page, name="request"),
    path("approvals/<int:request_id>/answer/", deciding.answer, name="answer_request"),
    path("approvals/<int:request_id>/withdraw/", deciding.withdraw, name="withdraw_request"),
]
