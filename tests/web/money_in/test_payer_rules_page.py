"""Rules by page: looked for, read with their effect, approved by a manager, ended with a reason."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from a_past import Past
from piperoll.receipting.models import PayerRule
from receipting.ruling import paid_for_by_another

SignIn = Callable[[str], Client]
WHERE = "/money-in/rules/"


def words_of(client: Client) -> str:
    return " ".join(client.get(WHERE).content.decode().split())


def test_a_rule_from_proposal_to_end(past: Past, sign_in: SignIn) -> None:
    paid_for_by_another(past)
    officer, manager = sign_in("officer"), sign_in("manager")
    assert "Nothing has been learned yet" in words_of(officer)
    officer.post(f"{WHERE}look/")
    rule = PayerRule.objects.get()
    assert "Money from BRINE ST HOLDINGS is for" in words_of(officer)
    assert "3 of 3 receipts were placed there, none elsewhere, none waiting still" in words_of(officer)
    assert f"{WHERE}{rule.pk}/decide/" not in words_of(officer)
    assert officer.post(f"{WHERE}{rule.pk}/decide/", {"approve": "1"}).status_code == 403
    assert f"{WHERE}{rule.pk}/decide/" in words_of(manager)
    manager.post(f"{WHERE}{rule.pk}/decide/", {"approve": "1"})
    assert "In force" in words_of(officer)
    said = manager.post(f"{WHERE}{rule.pk}/end/", {"reason": ""}, follow=True).content.decode()
    assert "why it ends" in said
    manager.post(f"{WHERE}{rule.pk}/end/", {"reason": "The yard was sold"})
    assert "Why it does not hold: The yard was sold." in words_of(officer)
