"""Addresses of disputes."""

from __future__ import annotations

from django.urls import path

from piperoll.web.disputes import charging_back, complaints, listing, opening

urlpatterns = [
    path("customers/<str:reference>/dispute/", opening.open_one, name="open_dispute"),
    path("customers/<str:reference>/complaint/", complaints.open_one, name="open_complaint"),
    path("complaints/", complaints.complaints, name="complaints"),
    path("complaints/lessons/", complaints.lessons, name="lessons"),
    path("complaints/lessons.csv", complaints.lessons_csv, name="lessons_csv"),
    path("complaints/lessons/<int:lesson>/", complaints.finish, name="finish_lesson"),
    path("complaints/<int:number>/", complaints.complaint, name="complaint"),
    path("complaints/<int:number>/acknowledge/", complaints.acknowledge, name="acknowledge_complaint"),
    path("complaints/<int:number>/decide/", complaints.decide, name="decide_complaint"),
    path("complaints/<int:number>/further/", complaints.further, name="escalate_complaint"),
    path("complaints/<int:number>/learn/", complaints.learn, name="record_lesson"),
    path("disputes/", listing.disputes, name="disputes"),
    path("disputes/charged-back/", charging_back.register, name="charge_backs"),
    path("disputes/<int:number>/charge-back/", charging_back.ask, name="request_charge_back"),
    path("disputes/<int:number>/", listing.dispute, name="dispute"),
    path("disputes/<int:number>/answer/", listing.answer, name="answer_dispute"),
    path("disputes/<int:number>/assign/", listing.assign, name="assign_dispute"),
    path("disputes/<int:number>/close/", listing.close, name="close_dispute"),
]
