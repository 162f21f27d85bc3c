"""Addresses of billing by hand."""

from __future__ import annotations

from django.urls import path

from piperoll.web.billing import births, care, documents, fees, one_off, previews, schedules

urlpatterns = [
    path("raise-invoice/", one_off.raise_by_hand, name="raise_one_off"),
    path("invoices/<str:number>/date-of-birth/", births.birth, name="record_birth_date"),
    path("invoices/<str:number>/attach/", documents.attach, name="attach_document"),
    path("invoices/<str:number>/documents/<int:document_id>/", documents.document, name="document"),
    path("previews/", previews.previews, name="previews"),
    path("previews/new/", previews.preview_feeder, name="preview_invoices"),
    path("previews/<int:preview_id>/", previews.preview, name="preview"),
    path("previews/<int:preview_id>/issue/", previews.issue, name="issue_previewed"),
    path("previews/<int:preview_id>/invoices/<int:place>/", previews.release, name="release_flagged"),
    path("schedules/", schedules.schedules, name="schedules"),
    path("schedules/timetable/", schedules.timetable, name="timetable"),
    path("schedules/bill/", schedules.bill_due, name="bill_schedules"),
    path("schedules/new/", schedules.add, name="add_schedule"),
    path("schedules/<int:schedule_id>/", schedules.schedule, name="schedule"),
    path("schedules/<int:schedule_id>/change/", schedules.change, name="change_schedule"),
    path("schedules/<int:schedule_id>/end/", schedules.end, name="end_schedule"),
    path("schedules/<int:schedule_id>/late/", schedules.bill_late, name="request_late_billing"),
    path("care/", care.people, name="care"),
    path("care/import/", care.from_file, name="import_care"),
    path("care/bill/", care.bill, name="bill_care"),
    path("care/<str:reference>/", care.person, name="care_person"),
    path("care/<str:reference>/assess/", care.assess, name="assess_care"),
    path("care/<str:reference>/share/", care.share, name="share_care"),
    path("care/<str:reference>/credit/", care.credit, name="credit_care"),
    path("care/<str:reference>/backdate/", care.backdate, name="request_backdating"),
    path("set-up/terms/", schedules.terms, name="terms"),
    path("set-up/quality-checks/", previews.gate_rules, name="gate_rules"),
    path("set-up/fees/", fees.fees, name="fees"),
    path("set-up/fees/import/", fees.from_file, name="import_fees"),
    path("set-up/fees/<str:service>/<str:code>/", fees.fee, name="fee"),
]
