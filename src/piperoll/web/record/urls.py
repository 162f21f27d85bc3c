"""Addresses of the parts of a customer's record."""

from __future__ import annotations

from django.urls import path

from piperoll.web.record import history, people, safeguards, seeing, whereabouts

OF = "customers/<str:reference>/"

urlpatterns = [
    path(f"{OF}details/", whereabouts.details, name="customer_details"),
    path(f"{OF}addresses/add/", whereabouts.address, name="add_address"),
    path(f"{OF}addresses/<int:address>/end/", whereabouts.leave, name="end_address"),
    path(f"{OF}contacts/add/", whereabouts.contact, name="add_contact"),
    path(f"{OF}contacts/<int:contact>/end/", whereabouts.drop, name="end_contact"),
    path(f"{OF}delivery/", whereabouts.delivery, name="choose_delivery"),
    path(f"{OF}members/add/", whereabouts.member, name="add_member"),
    path(f"{OF}members/<int:member>/end/", whereabouts.part_with, name="end_member"),
    path(f"{OF}people/", people.people, name="customer_people"),
    path(f"{OF}people/add/", people.add, name="add_representative"),
    path(f"{OF}people/<int:representative>/delivery/", people.delivery, name="choose_representative_delivery"),
    path(f"{OF}people/<int:representative>/end/", people.end, name="end_representative"),
    path(f"{OF}calls/record/", people.call, name="record_call"),
    path(f"{OF}history/", history.changes, name="customer_history"),
    path(f"{OF}seeing/", seeing.seeing, name="seeing"),
    path(f"{OF}seeing/<int:grant>/withdraw/", seeing.withdraw, name="withdraw_view"),
    path("reports/restricted-records/", seeing.looked_at, name="looked_at"),
    path(f"{OF}safeguards/", safeguards.safeguards, name="customer_safeguards"),
    path(f"{OF}flags/raise/", safeguards.raise_one, name="raise_flag"),
    path(f"{OF}flags/<int:flag>/end/", safeguards.end_one, name="end_flag"),
    path(f"{OF}holds/place/", safeguards.place_one, name="place_hold"),
    path(f"{OF}holds/<int:hold>/release/", safeguards.release_one, name="release_hold"),
]
