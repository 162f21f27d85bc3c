"""Every address of the pages for staff: each room keeps its own."""

from __future__ import annotations

from django.urls import include, path

from piperoll.web.sign_in.views import change_password, sign_in, sign_out
from piperoll.web.style.views import style

ROOMS = (
    "home",
    "approvals",
    "self_service",
    "customers",
    "record",
    "billing",
    "credits",
    "invoices",
    "money_in",
    "takings",
    "funds",
    "alerts",
    "transfers",
    "cards",
    "direct_debit",
    "payer",
    "bacs",
    "gocardless",
    "refunds",
    "recovery",
    "arrangements",
    "disputes",
    "cases",
    "write_offs",
    "interest",
    "letters",
    "runs",
    "reconciliation",
    "reports",
    "set_up",
    "users",
)

urlpatterns = [
    *(path("", include(f"piperoll.web.{room}.urls")) for room in ROOMS),
    path("sign-in/", sign_in, name="sign_in"),
    path("sign-out/", sign_out, name="sign_out"),
    path("password/", change_password, name="change_password"),
    path("style/", style, name="style"),
]
