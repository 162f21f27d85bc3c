"""Addresses of approvals."""

from __future__ import annotations

from django.urls import path

from piperoll.web.approvals import answering, covering, deciding, queue

urlpatterns = [
    path("approvals/", queue.approvals, name="approvals"),
    path("approvals/cover/", covering.cover, name="cover"),
    path("approvals/cover/<int:cover>/end/", covering.end, name="end_cover"),
    path("approvals/<int:request_id>/", deciding.request_page, name="request"),
    path("approvals/<int:request_id>/answer/", answering.answer, name="answer_request"),
    path("approvals/<int:request_id>/files/", answering.attach, name="attach_evidence"),
    path("approvals/<int:request_id>/files/<int:file_id>/", answering.open_file, name="request_file"),
    path("approvals/<int:request_id>/withdraw/", answering.withdraw, name="withdraw_request"),
]
