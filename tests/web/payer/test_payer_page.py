"""The payer's own page: asked, looked at, set up, and a link that does not work says no more than that."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from customers.somebody import ada
from direct_debit.paying import BAD, GOOD, WEIGHTS
from piperoll.customers.models import Customer
from piperoll.direct_debit.import_modulus_tables import import_modulus_tables
from piperoll.direct_debit.invite_payer import invite_payer
from piperoll.direct_debit.models import Mandate
from piperoll.documents.load_templates import load_templates
from piperoll.foundations.actors import Actor
from web.staff import client_of

NOW = datetime.now(UTC)


@pytest.fixture
def whose(manager: Actor) -> Customer:
    load_templates(on=date.today(), at=NOW, by=manager)
    import_modulus_tables(weights=WEIGHTS, source="Invented", on=date.today(), at=NOW, by=manager)
    return ada(manager)


def typed(account: tuple[str, str] = GOOD, **more: str) -> dict[str, str]:
    sort_code, number = account
    return {"holder": "yes", "alone": "yes", "account_name": "A Lovegrove", "sort_code": sort_code,
            "account": number} | more  # fmt: skip


def test_a_payer_sets_it_up_from_the_link_an_officer_made(whose: Customer) -> None:
    olive, payer = client_of("officer", "olive"), Client()
    here = f"/customers/{whose.reference}/direct-debits/invite/"
    assert "They open a link without signing in" in olive.get(here).content.decode()
    shown = olive.post(here).content.decode()
    link = "/direct-debit/" + shown.split("/direct-debit/")[1].split("<")[0]
    page = payer.get(link)
    assert (page["Referrer-Policy"], "no-store" in page["Cache-Control"]) == ("same-origin", True)
    asked = page.content.decode()
    assert "Ms A••• L•••" in asked
    assert "Lovegrove" not in asked
    assert "Vinegar" not in asked
    assert "Say whether the bank account is yours" in payer.post(link, {"step": "details"}).content.decode()
    assert "they do not belong together" in payer.post(link, typed(BAD)).content.decode()
    assert "We need a signed form" in payer.post(link, typed(alone="no")).content.decode()
    looked = payer.post(link, typed()).content.decode()
    assert "Check your details" in looked
    assert 'value="A Lovegrove"' in payer.post(link, typed(step="change")).content.decode()
    done = payer.post(link, typed(step="sure"), follow=True).content.decode()
    mandate = Mandate.objects.get()
    assert mandate.reference in done
    assert "63748472" not in done
    assert mandate.reference in payer.post(link, typed(step="sure")).content.decode()
    assert Mandate.objects.count() == 1


def test_a_link_that_does_not_work_never_says_why(whose: Customer, manager: Actor) -> None:
    old = invite_payer(customer=whose.pk, on=date(2026, 1, 5), at=NOW, by=manager).word
    answers = [Client().get(f"/direct-debit/{word}/") for word in (old, "x", "x" * 43)]
    assert {answer.status_code for answer in answers} == {404}
    said = {answer.content.decode().split("<main")[1].split("</main>")[0] for answer in answers}
    assert len(said) == 1
    assert "It may have been used, or be too old" in said.pop()
