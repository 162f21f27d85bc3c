"""Month ends by page: prepared, signed by somebody else, evidence, opened again, chased on Home."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from a_past import Past
from piperoll.reconciliation.models import MonthEnd, Reopening
from piperoll.reconciliation.rules import last_month_end
from web.reading import words_of

SignIn = Callable[[str], Client]


def test_a_month_is_prepared_signed_and_opened_again(year: Past, sign_in: SignIn) -> None:
    officer, senior, manager = sign_in("officer"), sign_in("senior"), sign_in("manager")
    month = f"{last_month_end(timezone.localdate()):%Y-%m}"
    assert "0 of " in words_of(officer, "/reconciliation/month-ends/")
    asked = f"/reconciliation/month-ends/debtors/{month}/"
    assert "open items, one by one" in words_of(officer, asked)
    there = officer.post(asked, {"explanation": ""})
    made = MonthEnd.objects.get()
    assert there["Location"] == f"/reconciliation/month-ends/{made.pk}/"
    own = words_of(officer, there["Location"])
    assert "You prepared this" in own
    assert "Sign</button>" not in own.replace(" ", "")
    officer.post(f"/reconciliation/month-ends/{made.pk}/sign/")
    assert not hasattr(MonthEnd.objects.get(), "review")
    assert "reconciliations" in words_of(officer, "/")
    senior.post(f"/reconciliation/month-ends/{made.pk}/sign/")
    assert "Signed" in words_of(sign_in("auditor"), there["Location"])
    assert officer.get(f"/reconciliation/month-ends/{made.pk}.pdf").content.startswith(b"%PDF")
    assert officer.get(f"/reconciliation/month-ends/{made.pk}.csv").content.startswith(b"reference,about,day,what")
    assert "is signed. Open it again first" in " ".join(officer.post(asked, {}).content.decode().split())
    manager.post(f"/reconciliation/month-ends/{made.pk}/reopen/", {"reason": "A late statement"})
    assert Reopening.objects.get().reason == "A late statement"
    assert f'href="{asked}">Prepare it afresh' in words_of(officer, there["Location"])
    officer.post(asked, {})
    again = MonthEnd.objects.get(version=2)
    before = words_of(officer, there["Location"])
    assert "Prepare it afresh" not in before
    assert f'href="/reconciliation/month-ends/{again.pk}/"' in before
    senior.post(f"/reconciliation/month-ends/{again.pk}/send-back/", {"reason": "Look again"})
    assert "Look again" in words_of(officer, f"/reconciliation/month-ends/{again.pk}/")


def test_nonsense_is_answered_with_a_sentence(year: Past, sign_in: SignIn) -> None:
    officer = sign_in("officer")
    assert officer.get("/reconciliation/month-ends/?month=soon").status_code == 404
    assert officer.get("/reconciliation/month-ends/99/").status_code == 404
    this_month = f"{timezone.localdate() + timedelta(days=1):%Y-%m}"
    said = officer.post(f"/reconciliation/month-ends/petty-cash/{this_month}/", {}).content.decode()
    assert "There is no reconciliation called" in said
