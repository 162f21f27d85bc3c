"""Every address of the pages for staff."""

from __future__ import annotations

from django.urls import path

from piperoll.web.home import home
from piperoll.web.sign_in.views import change_password, sign_in, sign_out
from piperoll.web.style.views import style

urlpatterns = [
    path("", home, name="home"),
    path("sign-in/", sign_in, name="sign_in"),
    path("sign-out/", sign_out, name="sign_out"),
    path("password/", change_password, name="change_password"),
    path("style/", style, name="style"),
]
