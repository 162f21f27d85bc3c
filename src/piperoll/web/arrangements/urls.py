"""Addresses of arrangements and promises."""

from __future__ import annotations

from django.urls import path

from piperoll.web.arrangements import household, listing, of_customer, one, triggers

urlpatterns = [
    path("customers/<str:reference>/arrangements/", of_customer.theirs, name="customer_arrangements"),
    path("customers/<str:reference>/arrangements/agree/", of_customer.agree, name="agree_arrangement"),
    path("customers/<str:reference>/arrangements/promise/", of_customer.promise, name="record_promise"),
    path(
        "customers/<str:reference>/arrangements/promise/<int:promise>/withdraw/", of_customer.withdraw,
        name="withdraw_promise",
    ),
    path("customers/<str:reference>/affordability/", household.affordability, name="affordability"),
    path("customers/<str:reference>/affordability/record/", household.record, name="record_household"),
    path("customers/<str:reference>/affordability/advice/", household.refer, name="refer_to_advice"),
    path(
        "customers/<str:reference>/affordability/advice/<int:advice>/", household.outcome, name="record_advice_outcome"
    ),
    path("set-up/trigger-figures/", triggers.trigger_figures, name="trigger_figures"),
    path("set-up/trigger-figures/import/", triggers.from_file, name="import_trigger_figures"),
    path("arrangements/", listing.arrangements, name="arrangements"),
    path("promises/", listing.promises, name="promises"),
    path("arrangements/<int:arrangement>/", one.arrangement, name="arrangement"),
    path("arrangements/<int:arrangement>/change/", one.change, name="change_arrangement"),
    path("arrangements/<int:arrangement>/cancel/", one.cancel, name="cancel_arrangement"),
    path("arrangements/<int:arrangement>/review/", one.review, name="review_arrangement"),
]  # fmt: skip
