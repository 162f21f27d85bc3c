"""Addresses of users."""

from __future__ import annotations

from django.urls import path

from piperoll.web.users import api_keys, views

urlpatterns = [
    path("users/", views.users, name="users"),
    path("users/add/", views.add, name="add_user"),
    path("users/<str:username>/", views.user, name="user"),
    path("users/<str:username>/role/", views.role, name="change_role"),
    path("users/<str:username>/services/", views.services, name="assign_services"),
    path("users/<str:username>/disable/", views.disable, name="disable_user"),
    path("users/<str:username>/enable/", views.enable, name="enable_user"),
    path("users/<str:username>/password/", views.password, name="reset_password"),
    path("users/<str:username>/keys/", api_keys.make, name="make_api_key"),
    path("users/<str:username>/keys/<int:key>/end/", api_keys.end, name="end_api_key"),
]
