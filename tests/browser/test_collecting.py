"""Collecting, in a real browser: runs, the verification report, the month, reports, exceptions, claims."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from bacs.collecting import INPUT_ON, a_payer, choose, lodge, release, take_in, tell, unpaid, write
from bacs.test_settle_claims import CLAIMED_ON, claim_report
from browser.gallery import hang, picture
from browser.window import PHONE, Window
from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.bacs.discard_collection import discard_collection
from piperoll.bacs.make_evidence_pack import kept_pack
from piperoll.bacs.models import Claim, Collection, CollectionRun, EvidencePack
from piperoll.direct_debit.suspend_mandate import suspend_mandate
from the_day import MORNING, set_up_anytown, take_in_letters

OpenTo = Callable[[Window, str], User]
NAMES = ("Ada Lovegrove", "Basil Budd", "Cora Crisp", "Dev Dhillon", "Elin Evans")


@pytest.fixture
def december(live_server: LiveServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, User]:
    """Five payers told of 21 December, one of them stopped since; it is the Thursday before."""
    manager = set_up_anytown()
    take_in_letters(manager)
    payers = [a_payer(tmp_path, manager, f"{40 + n * 17}.50", name=name) for n, name in enumerate(NAMES)]
    lodge(manager)
    tell(manager)
    first = choose(manager).collection_run or 0
    discard_collection(collection_run=first, reason="Elin called to stop hers", on=INPUT_ON, at=MORNING, by=manager)
    suspend_mandate(mandate=payers[-1].pk, reason="She asked", on=INPUT_ON, at=MORNING, by=manager)
    choose(manager)
    monkeypatch.setattr(timezone, "localdate", lambda *given: INPUT_ON)
    return tmp_path, User.objects.get(pk=manager.user_id)


def test_runs_and_the_verification_report(december: tuple[Path, User], window: Window, open_to: OpenTo) -> None:
    open_to(window, "officer")
    page = window.go("/direct-debits/collections/").page
    expect(page.get_by_text("Waits for release").first).to_be_visible()
    window.usable_by_everyone()
    picture(page, "collections", "Collection runs: what waits for somebody else to release it, what is in a file")
    page.get_by_role("link", name="21 Dec 2026").first.click()
    expect(page.get_by_text("The mandate is suspended.")).to_be_visible()
    window.usable_by_everyone()
    picture(
        page, "collection-run", "A run’s verification report: what changed, what is left out and why, each collection"
    )
    with window.sized(PHONE):
        picture(page, "collection-run-phone", "The same on a phone")
    page.get_by_role("button", name="Release").click()
    page.get_by_role("button", name="Make the Bacs file").click()
    expect(page.get_by_role("link", name="Download file")).to_be_visible()


def test_the_month_reports_exceptions_and_claims(december: tuple[Path, User], window: Window, open_to: OpenTo) -> None:
    folder, chooser = december
    other = open_to(window, "officer")
    run = CollectionRun.objects.latest("id").pk
    manager, officer = actor_of(chooser), actor_of(other)
    release(run, officer)
    write(officer, run)
    back, claimed, *_ = Collection.objects.filter(collection_run=run).order_by("id")
    wrong = Collection.objects.get(pk=claimed.pk)
    wrong.amount_pence = 9_99
    take_in(folder, manager, unpaid((back, "0"), (wrong, "0")))
    take_in(folder, manager, claim_report((claimed, "BANK1")), name="claim.xml", on=CLAIMED_ON)
    page = window.go("/direct-debits/month/?of=2026-12").page
    window.usable_by_everyone()
    picture(
        page, "collection-month", "A month of Direct Debit: files due in, processed, money moving, claims to answer"
    )
    page = window.go("/direct-debits/reports/").page
    window.usable_by_everyone()
    picture(page, "bacs-reports", "What came back from Bacs, each report with its exceptions")
    page.get_by_role("link", name="Direct Debits that came back unpaid").click()
    window.usable_by_everyone()
    picture(page, "bacs-report", "A report line by line: what each code did, and the next step")
    page = window.go("/direct-debits/exceptions/").page
    window.usable_by_everyone()
    picture(page, "bacs-exceptions", "Exceptions: what nothing of ours explains, each settled with a sentence")
    page = window.go("/direct-debits/claims/").page
    window.usable_by_everyone()
    page = window.go(f"/direct-debits/claims/{Claim.objects.get().pk}/").page
    page.get_by_role("button", name="Make the evidence pack (PDF)").click()
    expect(page.get_by_role("link", name=re.compile(r"^claim-\d+-\d+\.pdf$"))).to_be_visible()
    window.usable_by_everyone()
    picture(page, "claim", "An indemnity claim: its clock, the mandate, the notice and when it went")
    pdf = pdfium.PdfDocument(kept_pack(EvidencePack.objects.get().pk)[1])
    if os.environ.get("PIPEROLL_GALLERY") == "1":
        shown = io.BytesIO()
        pdf[0].render(scale=1.5).to_pil().save(shown, "PNG")
        hang(shown.getvalue(), "evidence-pack", "The evidence about a claim, one PDF: its first page")
    third = Collection.objects.filter(collection_run=run, end=None, claimed=None).latest("id")
    window.go(f"/customers/{third.customer.reference}/direct-debits/{third.mandate_id}/claim/")
    window.usable_by_everyone()
    picture(page, "log-claim", "Logging an indemnity claim that came by letter or email")
