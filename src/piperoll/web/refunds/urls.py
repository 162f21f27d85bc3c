"""Addresses of refunds."""

from __future__ import annotations

from django.urls import path

from piperoll.web.refunds import asking, concerns, listing, runs

urlpatterns = [
    path("customers/<str:reference>/refund/", asking.ask, name="request_refund"),
    path("customers/<str:reference>/set-off/", asking.set_off, name="set_off_credit"),
    path("refunds/", listing.refunds, name="refunds"),
    path("refunds/<int:number>/", listing.refund, name="refund"),
    path("refunds/<int:number>/cancel/", listing.cancel, name="cancel_refund"),
    path("refunds/<int:number>/came-back/", listing.came_back, name="return_refund"),
    path("refunds/<int:number>/cheque/", listing.cheque, name="record_cheque"),
    path("refunds/requests/<int:number>/concern/", listing.concern, name="raise_concern"),
    path("refunds/runs/", runs.runs, name="refund_runs"),
    path("refunds/runs/<int:number>/", runs.run, name="refund_run"),
    path("refunds/runs/<int:number>/release/", runs.release, name="release_refunds"),
    path("refunds/runs/<int:number>/discard/", runs.discard, name="discard_refunds"),
    path("refunds/runs/<int:number>/file/", runs.write, name="write_refund_file"),
    path("refunds/runs/<int:number>/send/", runs.send, name="send_card_refunds"),
    path("refunds/runs/<int:number>/ask/", runs.hear, name="ask_card_refunds"),
    path("refunds/runs/<int:number>/cheques.csv", runs.cheque_list, name="cheque_list"),
    path("refunds/concerns/", concerns.concerns, name="concerns"),
    path("refunds/concerns/<int:number>/settle/", concerns.settle, name="settle_concern"),
]
