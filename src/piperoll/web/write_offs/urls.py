"""Addresses of write-offs."""

from __future__ import annotations

from django.urls import path

from piperoll.web.write_offs import asking, register, small

urlpatterns = [
    path("customers/<str:reference>/write-off/", asking.ask, name="request_write_off"),
    path("write-offs/", register.write_offs, name="write_offs"),
    path("write-offs/register.csv", register.write_offs_csv, name="write_offs_csv"),
    path("write-offs/small/", small.small_write_offs, name="small_write_offs"),
    path("write-offs/small/<int:small_run>/", small.small_write_off, name="small_write_off"),
    path("write-offs/small/<int:small_run>/ask/", small.ask, name="request_small_write_offs"),
    path("write-offs/<int:write_off>/", register.write_off, name="write_off"),
    path("write-offs/<int:write_off>/back/", register.back, name="write_back"),
]
