"""The first person of a new council."""

from __future__ import annotations

import pytest

from piperoll.authority.add_first_administrator import NotTheFirst, add_first_administrator
from piperoll.authority.models import User
from piperoll.authority.sign_in import authenticate
from piperoll.runs.models import Run
from the_day import MONDAY, MORNING


@pytest.mark.django_db
def test_a_council_without_users_gets_one_and_only_one_this_way() -> None:
    added = add_first_administrator(username="pat", name="Pat Quill", on=MONDAY, at=MORNING)
    assert "add_user" in authenticate("pat", added.temporary_password).may
    assert Run.objects.get(pk=added.run).by_username == "pat"
    with pytest.raises(NotTheFirst):
        add_first_administrator(username="eve", name="Eve", on=MONDAY, at=MORNING)
    assert User.objects.count() == 1
