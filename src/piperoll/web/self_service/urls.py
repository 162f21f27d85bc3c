"""Addresses of self-service."""

from __future__ import annotations

from django.urls import path

from piperoll.web.self_service import customer, invoice, yours

urlpatterns = [
    path("your-requests/", yours.your_requests, name="your_requests"),
    path("your-requests/customer/", customer.ask, name="request_customer"),
    path("your-requests/customers/", customer.find, name="whom_to_bill"),
    path("your-requests/invoice/", invoice.ask, name="request_invoice"),
]
