"""What is kept by user name is shown as who they are."""

from __future__ import annotations

from django.test import Client

from piperoll.authority.models import User
from piperoll.foundations.actors import Actor
from piperoll.web.names import name_of, names_of


def test_people_are_called_by_their_names(manager: Actor) -> None:
    ada = User.objects.create(username="ada.admin", name="Ada Admin", role="administrator")
    User.objects.create(username="nameless", name="", role="auditor")
    assert names_of(["ada.admin", "nameless", "left.long.ago"]) == {
        "ada.admin": "Ada Admin", "nameless": "nameless", "left.long.ago": "left.long.ago",
    }  # fmt: skip
    assert (names_of([]), name_of("ada.admin")) == ({}, "Ada Admin")
    client = Client()
    client.force_login(ada)
    shown = client.get("/runs/?show=everything").content.decode()
    assert ("Sandy Setter" in shown, "setting.up" in shown) == (True, False)
