"""Addresses of the parts of a customer's record."""

from __future__ import annotations

from django.urls import path

from piperoll.web.record import people, safeguards

OF = "customers/<str:reference>/"

urlpatterns = [
    path(f"{OF}people/", people.people, name="customer_people"),
    path(f"{OF}people/add/", people.add, name="add_representative"),
    path(f"{OF}people/<int:representative>/end/", people.end, name="end_representative"),
    path(f"{OF}calls/record/", people.call, name="record_call"),
    path(f"{OF}safeguards/", safeguards.safeguards, name="customer_safeguards"),
    path(f"{OF}flags/raise/", safeguards.raise_one, name="raise_flag"),
    path(f"{OF}flags/<int:flag>/end/", safeguards.end_one, name="end_flag"),
    path(f"{OF}holds/place/", safeguards.place_one, name="place_hold"),
    path(f"{OF}holds/<int:hold>/release/", safeguards.release_one, name="release_hold"),
]
