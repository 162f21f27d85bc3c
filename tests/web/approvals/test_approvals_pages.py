"""The queue and one request: who sees what, who decides, and what a service's own people never see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from crediting import credit, somebody, take_in_sample_limits
from piperoll.authority.models import Cover, Request, RequestState, User, UserService
from piperoll.council.models import Service
from piperoll.foundations.actors import Actor
from the_day import MONDAY, bill, charge
from web.reading import said

SignIn = Callable[[str], Client]


@pytest.fixture
def asked(manager: Actor, tmp_path: Path) -> int:
    """An officer asks to credit an invoice of £600.00 in full."""
    take_in_sample_limits()
    number = bill(tmp_path, manager, charge("A", "500.00", vat_code="S", income_code="TW02")).first_number
    return credit(number, evidence="The depot's log of 3 November").request


def test_it_waits_for_those_who_may_decide_and_for_nobody_else(asked: int, sign_in: SignIn) -> None:
    assert "Approvals (1)" in said(sign_in("manager"), "/approvals/")
    for role in ("officer", "senior", "assistant", "finance_director", "auditor"):
        page = said(sign_in(role), "/approvals/")
        assert "Approvals (" not in page
    assert f"/approvals/{asked}/" in said(sign_in("auditor"), "/approvals/?view=all")
    assert f"/approvals/{asked}/" not in said(sign_in("officer"), "/approvals/?view=mine")


def test_one_screen_says_everything_and_the_decision_is_done_at_once(asked: int, sign_in: SignIn) -> None:
    client = sign_in("manager")
    page = said(client, f"/approvals/{asked}/")
    for words in (
        "Officer One", "Two bins, not three", "The depot&#x27;s log of 3 November", "£600.00", "Wrong price or quantity",
        "Up to £5,000.00", "Team manager or Accounts receivable manager to decide", "Pickle &amp; Sons Ltd", "£500.00",
    ):  # fmt: skip
        assert words in page, words
    silent = client.post(f"/approvals/{asked}/", {"decision": "refuse", "reason": " "})
    assert "Say why, or what you ask" in silent.content.decode()
    done = client.post(f"/approvals/{asked}/", {"decision": "approve", "reason": ""}, follow=True)
    assert "was issued on invoice" in done.content.decode()
    assert RequestState.objects.get(pk=asked).state == "approved"
    again = client.post(f"/approvals/{asked}/", {"decision": "refuse", "reason": "No"})
    assert "is approved, so it cannot refuse now" in again.content.decode()


def test_whoever_asked_answers_and_withdraws_and_may_not_decide(asked: int, sign_in: SignIn) -> None:
    client = Client()
    client.force_login(User.objects.get(username="officer.one"))
    assert "Withdraw this request" in said(client, f"/approvals/{asked}/")
    sign_in("manager").post(f"/approvals/{asked}/", {"decision": "return", "reason": "Which bins?"})
    page = said(client, f"/approvals/{asked}/")
    assert page.index("asks: Which bins?") < page.index("What happened"), "the question stands where it is answered"
    assert "Which bins?" in page
    client.post(f"/approvals/{asked}/answer/", {"answer": "Those by the gate"})
    assert RequestState.objects.get(pk=asked).state == "waiting"
    client.post(f"/approvals/{asked}/withdraw/")
    assert RequestState.objects.get(pk=asked).state == "withdrawn"
    refused = client.post(f"/approvals/{asked}/", {"decision": "approve"})
    assert RequestState.objects.get(pk=asked).state == "withdrawn"
    assert refused.status_code in (200, 403)


def test_people_of_a_service_see_its_requests_and_no_others_and_no_accounts(
    asked: int, sign_in: SignIn, manager: Actor
) -> None:
    client = sign_in("approver")
    assert client.get(f"/approvals/{asked}/").status_code == 404
    user = User.objects.get(username="ines.approver")
    UserService.objects.create(user=user, service=Service.objects.get(code="TRADE"))
    page = said(client, f"/approvals/{asked}/")
    assert "Two bins, not three" in page
    assert "credit on account" not in page
    assert client.get("/customers/").status_code == 403
    assert client.get(f"/invoices/{Request.objects.get(pk=asked).subject}/").status_code == 403
    assert client.get("/").status_code == 200


def test_cover_is_arranged_and_ended_on_its_page(asked: int, sign_in: SignIn) -> None:
    client = sign_in("manager")
    somebody("senior")
    today = {"valid_from_day": "1", "valid_from_month": "12", "valid_from_year": "2099"}
    until = {"valid_to_day": "5", "valid_to_month": "12", "valid_to_year": "2099"}
    told = {"user": "ines.manager", "deputy": "senior.one", "reason": "Leave", **today, **until}
    assert "Senior One decides for Ines Okafor" in client.post("/approvals/cover/", told, follow=True).content.decode()
    (cover,) = Cover.objects.all()
    client.post(f"/approvals/cover/{cover.pk}/end/")
    cover.refresh_from_db()
    assert cover.valid_to < cover.valid_from
    assert sign_in("assistant").get("/approvals/cover/").status_code == 403


def test_limits_are_set_and_ended_by_administrators_and_seen_by_all(asked: int, sign_in: SignIn) -> None:
    page = said(sign_in("officer"), "/set-up/limits/")
    assert "Alone: Income officer, Senior income officer, Team manager or Accounts receivable manager" in page
    assert "Begin another limit" not in page
    client = sign_in("administrator")
    told = {
        "act": "credit_note", "up_to_pence": "250", "approvers": ["senior"], "authority": "Cabinet", "service": "",
        "valid_from_day": "1", "valid_from_month": "4", "valid_from_year": "2099",
    }  # fmt: skip
    done = client.post("/set-up/limits/", told, follow=True).content.decode()
    assert "Credit note, up to £250.00: holds from 1 Apr 2099." in done
    assert "Team manager" in said(client, "/set-up/segregation/") or "kept apart" in said(
        client, "/set-up/segregation/"
    )
    assert client.get("/set-up/limits/0/end/").status_code == 404


def test_a_services_own_person_asks_from_approvals_and_is_given_services_under_users(
    asked: int, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *given: MONDAY - timedelta(days=1))
    requester = sign_in("requester")
    number = Request.objects.get(pk=asked).subject
    assert "No invoice of your services has the number" in said(requester, f"/approvals/?invoice={number}")
    given = sign_in("administrator").post("/users/ines.requester/services/", {"services": ["TRADE"]}, follow=True)
    assert "Ines Okafor works for TRADE." in given.content.decode()
    answer = requester.get(f"/approvals/?invoice={number.lower()}")
    assert answer.status_code == 302
    assert answer["Location"] == f"/invoices/{number}/credit/"
    told = {"reason": "duplicate", "why": "Billed in May too", "how_much": "sum", "amount": "1.00"}
    credited = sum(1 for _ in Request.objects.filter(asked_by__username="ines.requester"))
    sign_in("manager").post(f"/approvals/{asked}/", {"decision": "refuse", "reason": "Not that much"})
    page = requester.post(f"/invoices/{number}/credit/", told, follow=True).content.decode()
    assert (credited, "waits for somebody else to decide" in page) == (0, False), (
        "billed on Monday, asked the day before"
    )
    assert "cannot be dated before it" in page


def test_whoever_sets_limits_finds_covers_from_the_set_up_and_the_way_back(sign_in: SignIn) -> None:
    administrator = sign_in("administrator")
    assert 'href="/approvals/cover/"' in administrator.get("/set-up/").content.decode()
    page = administrator.get("/approvals/cover/").content.decode()
    assert '<a class="govuk-breadcrumbs__link" href="/set-up/">' in page
    assert 'href="/approvals/"' not in page
