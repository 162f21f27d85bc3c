"""Somebody signed in, for tests of pages."""

from __future__ import annotations

from django.test import Client

from piperoll.authority.models import User


def client_of(role: str = "officer", username: str = "ines") -> Client:
    """A browser where a member of staff of this role is signed in."""
    client = Client()
    user = User.objects.filter(username=username).first()
    client.force_login(user or User.objects.create(username=username, name="Ines Okafor", role=role))
    return client
