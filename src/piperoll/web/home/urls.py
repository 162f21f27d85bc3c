"""The address of home."""

from __future__ import annotations

from django.urls import path

from piperoll.web.home.views import home

urlpatterns = [path("", home, name="home")]
