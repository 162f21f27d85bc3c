"""Addresses of disputes."""

from __future__ import annotations

from django.urls import path

from piperoll.web.disputes import listing, opening

urlpatterns = [
    path("customers/<str:reference>/dispute/", opening.open_one, name="open_dispute"),
    path("disputes/", listing.disputes, name="disputes"),
    path("disputes/<int:number>/", listing.dispute, name="dispute"),
    path("disputes/<int:number>/answer/", listing.answer, name="answer_dispute"),
    path("disputes/<int:number>/assign/", listing.assign, name="assign_dispute"),
    path("disputes/<int:number>/close/", listing.close, name="close_dispute"),
]
